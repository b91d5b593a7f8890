import { type PropertyMap, reveal } from "../../core/engine/values";
import { ownValue } from "../../core/own-value";
import { valuesAt } from "../resource/properties";
import type { StoredResource } from "../world/world";
import { type AwsType, awsType } from "./aws-type";
import { behaviourOf } from "./behaviours";
import { LAUNCHED_NODES } from "./launched-nodes";

/** Two resources cannot bear one name at a time, so a replacement that keeps the name must wait for the deletion. */
export function keepsName(model: AwsType, olds: PropertyMap, news: PropertyMap): boolean {
    return model.unique !== undefined && sameIdentity(model, olds, news);
}

/** Whether two resources would bear the same name where a name can be borne once. */
export function sameIdentity(model: AwsType, one: PropertyMap, other: PropertyMap): boolean {
    const by = model.unique?.by ?? [];
    return by.length > 0 && by.every((property) => (reveal(one[property]) ?? "") === (reveal(other[property]) ?? ""));
}

/** Who has the name, and what to do about it. */
export function nameTaken(model: AwsType, rival: StoredResource, isLeftover: boolean): string {
    const error = model.unique?.error ?? "AlreadyExists";
    const owner = isLeftover
        ? "was made by a run that was interrupted, from other settings than those of now.\nNext step: run up with the former settings and change them afterwards, or destroy the stack, which removes it."
        : `exists already, as ${rival.urn.split("::").pop()}.\nNext step: choose another name, or remove the other one in an update of its own first.`;
    return `${error}: ${rival.type} ${rival.id} ${owner}`;
}

/** What AWS answers to the deletion of a resource that others use; undefined for one that it lets go. */
export function inUse({ type }: StoredResource): string | undefined {
    return awsType(type).inUse;
}

/** Whether AWS keeps a resource for another, which refers to it or needs it otherwise. */
export function uses(user: StoredResource, used: StoredResource): boolean {
    if (user.type === used.type && user.id === used.id) {
        return false;
    }
    const { uses: references = LAUNCHED_NODES.get(user.type) ?? {}, holds = {} } = behaviourOf(user.type) ?? {};
    const names = [used.id, used.outputs.arn, used.outputs.name].filter((name) => typeof name === "string");
    return (
        Object.entries(references).some(
            ([path, type]) =>
                type === used.type && valuesAt(user.inputs, path).some((value) => names.includes(value as string)),
        ) ||
        (ownValue(holds, used.type)?.(user.outputs, used.outputs) ?? false)
    );
}

import { BUILT_IN_GROUPS, BUILT_IN_KINDS } from "../../../core/facts/kubernetes/api-groups";
import type { Resource } from "../../model/resource";
import { finding, resourceRule } from "../../model/rule";

/** Files that `kubectl`, the scheduler and the API server of old read, and lists whose members are judged one by one. */
const NO_OBJECTS = /^(Config|Policy|EncryptionConfig)$|List$/;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/ */
export const unknownKind = resourceRule({
    id: "unknown-kind",
    title: "Objects of Kubernetes itself are of kinds that their API version has.",
    severity: "high",
    category: "reliability",
    level: "mandatory",
    rationale:
        "The API server refuses the object, after the update has begun; and no other rule knows what to judge in it.",
    fix: "Write the apiVersion and kind as `kubectl api-resources` prints them.",
    sources: [],
    *check(resource) {
        const { apiVersion = "", kind = "", props } = resource;
        if (isUnknownKind(resource)) {
            const places = versionsOf(kind);
            const at = props.key(places.length === 0 ? "kind" : "apiVersion");
            const where = places.length === 0 ? "neither has any other of Kubernetes" : `it is in ${places.join(", ")}`;
            yield finding(at, `${apiVersion} has no kind ${kind}; ${where}`);
        }
    },
});

/** Versions begin with a v; `builtin` is what kustomize calls its own plugins, which it reads itself. */
function isUnknownKind({ apiVersion = "", group, kind = "" }: Resource): boolean {
    const isBuiltIn = group !== undefined && BUILT_IN_GROUPS.has(group) && /(^|\/)v\d/.test(apiVersion);
    return isBuiltIn && !NO_OBJECTS.test(kind) && BUILT_IN_KINDS.get(apiVersion)?.includes(kind) !== true;
}

/** Where Kubernetes has a kind: the stable versions, others where there is none. */
function versionsOf(kind: string): readonly string[] {
    const versions = [...BUILT_IN_KINDS].filter(([, kinds]) => kinds.includes(kind)).map(([version]) => version);
    const stable = versions.filter(isStable);
    return stable.length > 0 ? stable : versions;
}

function isStable(apiVersion: string): boolean {
    return /(^|\/)v\d+$/.test(apiVersion);
}

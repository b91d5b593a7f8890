import { textOf } from "./known";
import type { Resource } from "./resource";
import type { Match } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** A KMS key of the stack. */
export interface KmsKey {
    readonly resource: Resource;
}

const KEY_TYPES = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"];
const ALIAS_TYPE = "aws:kms/alias:Alias";

/** The KMS keys of a stack, by every name that AWS takes for them: id, ARN, alias and the alias's ARN. */
export class StackKeys {
    private readonly byName = new Map<string, KmsKey | undefined>();
    /** `region:account` of the keys whose ARN is known. */
    private readonly places = new Set<string>();
    private isComplete = true;
    readonly isEmpty: boolean;

    constructor(stack: Stack) {
        const keys = stack.ofType(...KEY_TYPES);
        const aliases = stack.ofType(ALIAS_TYPE);
        this.isEmpty = keys.length === 0;
        for (const resource of keys) {
            this.add(resource, [resource.props.key("arn"), resource.props.key("keyId"), resource.props.key("id")], {
                resource,
            });
        }
        for (const resource of aliases) {
            const { props } = resource;
            const target = [props.key("targetKeyArn"), props.key("targetKeyId")].flatMap(
                (value) => textOf(value) ?? [],
            );
            const key = target.map((name) => this.byName.get(name)).find((found) => found !== undefined);
            this.add(resource, [props.key("arn"), props.key("name")], key);
        }
    }

    /**
     * Looks a key up. One of another account or region, or one that AWS manages, is taken to exist.
     *
     * @returns the key, where it is one of the stack's
     */
    find(name: string): { readonly match: Match; readonly key?: KmsKey } {
        if (this.byName.has(name)) {
            const key = this.byName.get(name);
            return { match: "yes", ...(key !== undefined && { key }) };
        }
        if (/(^|:)alias\/aws\//.test(name)) {
            return { match: "yes" };
        }
        const place = placeOf(name);
        if (place !== undefined && this.isComplete && !this.places.has(place)) {
            return { match: "yes" };
        }
        return { match: this.isComplete ? "no" : "unknown" };
    }

    private add(resource: Resource, names: readonly Value[], key: KmsKey | undefined): void {
        const known = names.flatMap((name) => textOf(name) ?? []);
        if (textOf(resource.props.key("arn")) === undefined || names.some((name) => name.isUnknown)) {
            this.isComplete = false;
        }
        for (const name of known) {
            this.byName.set(name, key);
            const place = placeOf(name);
            if (place !== undefined) {
                this.places.add(place);
            }
        }
    }
}

/** Region and account of an ARN. */
function placeOf(name: string): string | undefined {
    const match = /^arn:[^:]*:kms:([^:]*:[^:]*):/.exec(name);
    return match?.[1];
}

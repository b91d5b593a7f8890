import { findingAt, leaveOpen, type Relation } from "../model/relation";
import type { Resource } from "../model/resource";
import { textsOf } from "../model/rule";
import { type KmsKey, StackKeys } from "../model/stack-keys";
import { isEbsClass } from "../model/storage-classes";
import { wildcard } from "../model/wildcard";

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html */
export const storageClassKeyExists: Relation = {
    id: "storage-class-key-exists",
    title: "The key that an EBS storage class names is one of the stack's, and can encrypt volumes.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale:
        "The API server takes any text for a key; with one that does not exist, is disabled or is not symmetric no " +
        "volume of the class is ever made. Where the stack declares keys, its classes must name one of them. Keys of " +
        "other accounts and regions, and those that AWS manages, are taken for existing ones.",
    fix: "Take the ARN from the key that the stack makes, enable the key, or list the key of another stack in external.",
    sources: ["CKV_AWS_189", "AWS-0027"],
    config: {
        external: {
            description: "Keys of other stacks, as written in the storage class, with * for any text.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
    *check(stack, { config }) {
        const keys = new StackKeys(stack);
        if (keys.isEmpty) {
            return;
        }
        const external = textsOf(config, "external").map((pattern) => wildcard(pattern));
        for (const storageClass of stack.ofKind("storage.k8s.io/StorageClass").filter(isEbsClass)) {
            const at = storageClass.props.at("parameters.kmsKeyId");
            const named = at.text;
            if (named === undefined || named === "" || external.some((pattern) => pattern.test(named))) {
                continue;
            }
            const { match, key } = keys.find(named);
            if (match === "unknown") {
                leaveOpen(storageClass, at);
            } else if (match === "no") {
                yield findingAt(storageClass, at, `no key or alias of the stack is ${at}`);
            } else if (key !== undefined) {
                yield* faultsOf(key).map((fault) => findingAt(storageClass, at, `the key ${at} ${fault}`));
            }
        }
    },
};

function faultsOf({ resource }: KmsKey): readonly string[] {
    const { props } = resource;
    const enabled = resource.type === "aws:kms/externalKey:ExternalKey" ? "enabled" : "isEnabled";
    return [
        ...(props.key(enabled).known === false ? ["is disabled"] : []),
        ...(isUnfit(resource) ? ["is not for symmetric encryption"] : []),
    ];
}

function isUnfit({ props }: Resource): boolean {
    const [usage, spec, legacySpec] = ["keyUsage", "customerMasterKeySpec", "keySpec"].map((field) => props.key(field));
    return (
        usage?.outside(undefined, "ENCRYPT_DECRYPT") === true ||
        spec?.outside(undefined, "SYMMETRIC_DEFAULT") === true ||
        legacySpec?.outside(undefined, "SYMMETRIC_DEFAULT") === true
    );
}

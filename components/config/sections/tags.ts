import * as z from "zod";
import { inputAt, type Shape } from "../../../core/facts/aws/catalog";
import { lengthsOf } from "../aws-limits";
import { defineSection } from "../section";

const { keys = {}, of }: Shape = inputAt("aws:iam/role:Role", "tags");

/** The strictest services take no other characters; one that is lax takes these, too. */
const CHARACTERS = new RegExp(`^${of?.pattern}$`, "u");

const ALLOWED = "letters, digits, spaces and the characters _ . : / = + - @";

/** AWS takes 50 tags of a resource; the platform and the controllers of the cluster add their own. */
const MOST_TAGS = 40;

/** Tags that the platform sets itself, in lower case: IAM takes another spelling for the same key. */
const OWN_KEYS = ["eks-platform:stack"];

function tagText({ min, max }: { readonly min: number; readonly max: number }) {
    return z
        .string()
        .min(min)
        .max(max)
        .regex(CHARACTERS, { error: ALLOWED })
        .refine((text) => !/^aws:/i.test(text), {
            error: "text that does not start with aws:, which AWS keeps for itself",
        });
}

/** Tags by which the controllers of the cluster know their own resources. */
const CONTROLLER_KEYS = /^(kubernetes\.io|[\w.]+\.k8s\.aws|(ebs|efs)\.csi\.aws\.com|CSIVolume)/;

const tagKey = tagText(lengthsOf(keys))
    .refine((key) => !OWN_KEYS.includes(key.toLowerCase()), {
        error: `a key other than ${OWN_KEYS.join(", ")} in upper or lower case, which the platform sets`,
    })
    .refine((key) => !CONTROLLER_KEYS.test(key), {
        error: "a key that does not start with kubernetes.io, *.k8s.aws, ebs.csi.aws.com, efs.csi.aws.com or CSIVolume, by which controllers of the cluster know what is theirs",
    })
    .refine((key) => !key.includes("="), {
        error: "a key without =, which the storage driver and the load balancer controller take for the end of the key",
    });

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
const tagsSchema = z
    .record(tagKey.meta({ placeholder: "key" }), tagText(lengthsOf(of ?? {})))
    .superRefine((tags, context) => {
        const keys = Object.keys(tags);
        if (keys.length > MOST_TAGS) {
            context.addIssue({
                code: "custom",
                input: tags,
                message: `at most ${MOST_TAGS} tags: AWS takes 50, and the platform and controllers of the cluster add theirs`,
                params: { next: "Remove some." },
            });
        }
        keys.forEach((key, index) => {
            const twin = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
            if (twin === undefined) {
                return;
            }
            context.addIssue({
                code: "custom",
                input: key,
                path: [key],
                message: `a key that differs from ${twin} in more than upper and lower case, which IAM does not tell apart`,
                params: { next: "Remove one of the two." },
            });
        });
    });

/** The section `tags`. */
export const tagsSection = defineSection({
    name: "tags",
    description:
        "Tags of every AWS resource, also of load balancers, volumes and snapshots that controllers of the cluster make; the latter two get those of ASCII characters. Access points of the shared file system get none: the EFS add-on has no setting for them.",
    schema: tagsSchema.default({}),
});

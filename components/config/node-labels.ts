import * as z from "zod";
import { type Constraints, inputAt } from "../../core/facts/aws/catalog";
import { textBreach } from "../../core/facts/aws/catalog/constraints";
import { SUBDOMAIN } from "../../core/facts/kubernetes/dns-names";
import { lengthsOf } from "./aws-limits";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const { keys: labelKey = {}, of: labelValue = {} } = inputAt(NODE_GROUP, "labels");
const taintKey = inputAt(NODE_GROUP, "taints.key");
const taintValue = inputAt(NODE_GROUP, "taints.value");
const { maxItems: MOST_TAINTS = 0 } = inputAt(NODE_GROUP, "taints");

const NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";
const KEY_WORDS =
    "letters, digits, '-', '_' and '.', with a letter or digit at both ends, and before it a DNS name and a slash where wanted";

/** Labels that the platform sets itself. */
const OWN_LABELS = ["eks-platform/node-group", "eks-platform/node-pool"];

function keyWithin({ pattern = "", ...lengths }: Constraints) {
    return z
        .string()
        .max(lengthsOf(lengths).max)
        .regex(new RegExp(`^(${SUBDOMAIN}/)?${NAME}$`), { error: KEY_WORDS })
        .refine((key) => textBreach(key, { pattern }) === undefined, {
            error: "a key without the prefixes kubernetes.io/, k8s.io/ and eks.amazonaws.com/, which EKS keeps for itself",
        });
}

function valueWithin(constraints: Constraints) {
    const lengths = lengthsOf(constraints);
    return z
        .string()
        .min(lengths.min)
        .max(lengths.max)
        .regex(new RegExp(`^(${NAME})?$`), {
            error: "letters, digits, '-', '_' and '.', with a letter or digit at both ends",
        });
}

/**
 * Labels of a node group's nodes: Kubernetes' syntax within the lengths of EKS.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const nodeLabels = z.record(
    keyWithin(labelKey)
        .refine((key) => !OWN_LABELS.includes(key), {
            error: `a key other than ${OWN_LABELS.join(", ")}, which the platform sets`,
        })
        .meta({ placeholder: "key" }),
    valueWithin(labelValue),
);

const taintSchema = z.strictObject({
    key: keyWithin(taintKey).describe("Key of the taint."),
    value: valueWithin(taintValue).optional().describe("Value of the taint. Default: none."),
    effect: z
        .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
        .describe("What happens to pods that do not tolerate the taint."),
});

/** Taints of a node group's nodes, each key and effect once. */
export const nodeTaints = z
    .array(taintSchema)
    .max(MOST_TAINTS)
    .superRefine((taints, context) => {
        taints.forEach(({ key, effect }, index) => {
            if (taints.findIndex((other) => other.key === key && other.effect === effect) === index) {
                return;
            }
            context.addIssue({
                code: "custom",
                input: key,
                path: [index, "key"],
                message: `each key with the effect ${effect} once`,
                params: { next: "Remove one of the two." },
            });
        });
    });

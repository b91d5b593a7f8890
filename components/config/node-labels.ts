import * as z from "zod";
import limits from "../../core/facts/aws/data/limits.json";

const { labelKey, labelValue, taintKey, taintValue } = limits.lengths;

const NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";
const PREFIX = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
const KEY_WORDS =
    "letters, digits, '-', '_' and '.', with a letter or digit at both ends, and before it a DNS name and a slash where wanted";

/**
 * EKS answers "Label cannot contain reserved prefixes", and refuses taints with them, too.
 *
 * @see https://github.com/eksctl-io/eksctl/issues/4007
 * @see https://github.com/alphagov/govuk-infrastructure/pull/1264
 */
const RESERVED_PREFIX = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//;

/** Labels that the platform sets itself. */
const OWN_LABELS = ["eks-platform/node-group"];

function keyWithin(lengths: { readonly max: number }) {
    return z
        .string()
        .max(lengths.max)
        .regex(new RegExp(`^(${PREFIX}/)?${NAME}$`), { error: KEY_WORDS })
        .refine((key) => !RESERVED_PREFIX.test(key), {
            error: "a key without the prefixes kubernetes.io/, k8s.io/ and eks.amazonaws.com/, which EKS keeps for itself",
        });
}

function valueWithin(lengths: { readonly min: number; readonly max: number }) {
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
    .max(50)
    .superRefine((taints, context) => {
        taints.forEach(({ key, effect }, index) => {
            if (taints.findIndex((other) => other.key === key && other.effect === effect) === index) return;
            context.addIssue({
                code: "custom",
                input: key,
                path: [index, "key"],
                message: `each key with the effect ${effect} once`,
                params: { next: "Remove one of the two." },
            });
        });
    });

import * as z from "zod";
import { INSTANCE_TYPES_DERIVED, type InstanceType, instanceTypes } from "../../core/facts/aws/instance-types";
import { closest } from "../../core/faults/spelling";
import type { Report } from "../schema/report";

/** What to do where the committed table is older than the user's knowledge. */
const RENEW_TABLE = "Where AWS has added it since, derive the table anew: core/facts/aws/data/derive.py.";

/** An EC2 instance type that can be a node. */
export const instanceType = z
    .string()
    .superRefine((name, context) => {
        const problem = instanceTypeProblem(name);
        if (problem) {
            context.addIssue({ code: "custom", input: name, message: problem.allowed, params: { next: problem.next } });
        }
    })
    .meta({ title: "EC2 instance type", examples: ["m7g.large"] });

/** Why an instance type can be no node of EKS anywhere, whatever its group says. */
function instanceTypeProblem(name: string): { allowed: string; next: string } | undefined {
    const type = instanceTypes().get(name);
    const next = "Choose another instance type.";
    if (!type) {
        const meant = closest(name, [...instanceTypes().keys()]);
        return {
            allowed: `an EC2 instance type that AWS offered on ${INSTANCE_TYPES_DERIVED}, for example m7g.large`,
            next: meant ? `Did you mean "${meant}"? ${RENEW_TABLE}` : RENEW_TABLE,
        };
    }
    if (type.architecture === "mac") {
        return { allowed: "an instance type that EKS has an AMI for; no AMI is for macOS hosts", next };
    }
    if (!type.ebsOptimized) {
        return { allowed: "an instance type with optimised access to EBS, which the nodes are launched with", next };
    }
    if (type.accelerator === "other") {
        return {
            allowed:
                "an instance type whose accelerator EKS has a driver for: NVIDIA or Neuron, or one without accelerator",
            next,
        };
    }
    return undefined;
}

/** Checks that AWS offers instance types in a region, as far as the region is known. */
export function checkOffered(
    types: readonly string[],
    region: string | undefined,
    path: readonly PropertyKey[],
    report: Report,
): void {
    types.forEach((type, index) => {
        if (!region || instanceTypes().get(type)?.regions.has(region) !== false) {
            return;
        }
        const allowed = `an instance type that AWS offers in ${region}; on ${INSTANCE_TYPES_DERIVED} this one was not`;
        report([...path, index], type, allowed, `Choose another type. ${RENEW_TABLE}`);
    });
}

/** Takes one fault of a node group: its path inside the group, the value there, what is allowed, and what to do. */
type GroupReport = (path: PropertyKey[], input: unknown, message: string, next: string) => void;

/** Checks that one AMI serves all instance types of a group. */
export function checkInstanceTypes(
    group: { readonly instanceTypes: readonly string[]; readonly operatingSystem: string; readonly capacity: string },
    report: GroupReport,
): void {
    const types = group.instanceTypes.flatMap((name) => instanceTypes().get(name) ?? []);
    const path = ["instanceTypes"];
    const differ = (trait: (type: InstanceType) => unknown) => new Set(types.map(trait)).size > 1;
    if (differ(({ architecture }) => architecture)) {
        const allowed = "instance types of one architecture: one AMI cannot serve x86_64 and arm64";
        report(path, group.instanceTypes, allowed, "Make one node group for each architecture.");
    }
    if (differ(({ accelerator }) => accelerator)) {
        const allowed = "instance types with accelerators of one maker, or all without: the AMI holds one driver";
        report(path, group.instanceTypes, allowed, "Make one node group for each accelerator.");
    }
    if (group.operatingSystem === "bottlerocket" && types.some(({ accelerator }) => accelerator === "neuron")) {
        const allowed = "al2023 for instance types with Neuron devices, whose driver Bottlerocket does not have";
        report(["operatingSystem"], group.operatingSystem, allowed, "Set operatingSystem to al2023.");
    }
    // The first Graviton; AL2023 is built for the second and later ones.
    if (group.operatingSystem === "al2023" && group.instanceTypes.some((name) => name.startsWith("a1."))) {
        report(
            path,
            group.instanceTypes,
            "instance types other than a1, on which AL2023 does not run",
            "Choose a newer family.",
        );
    }
    if (group.capacity === "spot" && types.some(({ spot }) => !spot)) {
        const never = group.instanceTypes.filter((name) => instanceTypes().get(name)?.spot === false);
        report(
            ["capacity"],
            group.capacity,
            `on-demand for ${never.join(", ")}, which AWS does not sell as spot`,
            "Change the capacity or the types.",
        );
    }
}

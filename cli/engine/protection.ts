import type { Stack } from "@pulumi/pulumi/automation";
import { nameOf, shortType } from "../../core/engine/urn";
import { UserError } from "../errors";
import { resourcesOf, type StateResource } from "./state-resources";

/** What a user does to delete what is protected. */
export const LIFT_PROTECTION = [
    "Next step: write eks-platform:teardown: { until: <a day in quotes>, reason: <why> } into the stack's file, run up, then repeat.",
    "It lifts the protection for that time, and the stack's policies let it pass. To lift it for good, set eks-platform:protect: false.",
].join("\n");

/** What the program protects of a stack that is protected, beside the namespaces of its workloads. */
const PROTECTED_TYPES: ReadonlySet<string> = new Set([
    "aws:backup/vault:Vault",
    "aws:efs/fileSystem:FileSystem",
    "aws:eks/cluster:Cluster",
    "aws:kms/key:Key",
]);

/** Whether a resource is protected in each state of a protected stack. */
export function isProtectedByConfig({ type, urn }: Pick<StateResource, "type" | "urn">): boolean {
    return (
        PROTECTED_TYPES.has(type) ||
        (type === "kubernetes:core/v1:Namespace" && urn.includes("eks-platform:namespaces:Namespaces$"))
    );
}

/**
 * Stops a destroy before it has begun where the state holds protected resources. The engine alone would delete everything
 * that it may and refuse the rest at the end, which leaves a cluster without its workloads.
 *
 * The state alone is not enough: an update may have lifted the protection for a time that is over.
 *
 * @param protect what the stack's config says now
 * @returns how many resources the stack has
 * @throws UserError with every protected resource
 */
export async function refuseIfProtected(stack: Pick<Stack, "exportStack">, protect: boolean): Promise<number> {
    const resources = await resourcesOf(stack);
    const kept = resources.filter((resource) => resource.protect);
    if (kept.length === 0) {
        refuseIfUnprotectedYet(resources, protect);
        return resources.length;
    }
    throw new UserError(
        [
            `${kept.length === 1 ? "A resource of this stack is" : `${kept.length} resources of this stack are`} protected; nothing was destroyed:`,
            ...kept.map(({ urn, type }) => `  ${shortType(type)} ${nameOf(urn)}`),
            LIFT_PROTECTION,
        ].join("\n"),
    );
}

function refuseIfUnprotectedYet(resources: readonly StateResource[], protect: boolean): void {
    const open = protect ? resources.filter(isProtectedByConfig) : [];
    if (open.length > 0) {
        throw new UserError(
            [
                "This stack is protected by its config (eks-platform:protect), and not yet in AWS or its cluster; nothing was destroyed. Not protected:",
                ...open.map(({ urn, type }) => `  ${shortType(type)} ${nameOf(urn)}`),
                "Next step: run up first, which protects it again. If it shall go, put off the day of eks-platform:teardown,",
                "or set eks-platform:protect: false, then repeat.",
            ].join("\n"),
        );
    }
}

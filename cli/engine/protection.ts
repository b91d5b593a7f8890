import type { Stack } from "@pulumi/pulumi/automation";
import { nameOf, shortType } from "../../core/engine/urn";
import { UserError } from "../errors";

/** What a user does to delete what is protected. */
export const LIFT_PROTECTION = [
    "Next step: write eks-platform:teardown: { until: <a day in quotes>, reason: <why> } into the stack's file, run up, then repeat.",
    "It lifts the protection for that time, and the stack's policies let it pass. To lift it for good, set eks-platform:protect: false.",
].join("\n");

interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly protect?: boolean;
}

/**
 * Stops a destroy before it has begun where the state holds protected resources. The engine alone would delete everything
 * that it may and refuse the rest at the end, which leaves a cluster without its workloads.
 *
 * @returns how many resources the stack has
 * @throws UserError with every protected resource
 */
export async function refuseIfProtected(stack: Stack): Promise<number> {
    const { deployment } = await stack.exportStack();
    const resources: readonly StateResource[] = deployment?.resources ?? [];
    const kept = resources.filter((resource) => resource.protect);
    if (kept.length === 0) {
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

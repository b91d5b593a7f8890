import type { Review, ReviewResource } from "../../review/model/review";
import type { STACKS } from "../graphs/graph";
import { recordedStack } from "../unit/review/recorded";

/** A review of a shipped stack that is made for the first time, from what the program is recorded to register for it. */
export function recordedReview(stack: (typeof STACKS)[number]): Review {
    const resources = recordedStack(stack).map((resource) => ({ ...resource, dependencies: [] }));
    return wholeStack(stack, resources);
}

/** A review of resources that are all new. */
export function wholeStack(stack: string, resources: readonly ReviewResource[]): Review {
    return {
        version: 1,
        stack,
        operation: "preview",
        target: "simulated",
        exitCode: 0,
        cancelled: false,
        durationSeconds: 4.2,
        hasUncommitted: false,
        isCompared: false,
        changes: { create: resources.length },
        steps: resources.map(({ urn, type, parent }) => ({
            op: "create",
            urn,
            type,
            ...(parent !== undefined && { parent }),
            changes: [],
            unknowns: 0,
        })),
        unknownOutputs: 0,
        dangers: [],
        findings: [],
        exemptions: [],
        versions: [],
        images: [],
        resources: [...resources],
        idleAllowances: [],
        notChecked: [],
        errors: [],
    };
}

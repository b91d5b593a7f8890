import type { PolicyPackArgs } from "@pulumi/policy";
import { type PackOptions, PackState } from "./pack-state";
import { resourcePolicies } from "./resource-policies";
import { shareReading } from "./shared-reading";
import { stackPolicies } from "./stack-policies";

/** The arguments of the CrossGuard pack: one policy for each rule, so that each has its own level and parameters. */
export function buildPack(options: PackOptions = {}): PolicyPackArgs {
    const state = new PackState(options);
    shareReading();
    return {
        description: "Guards an EKS platform and every workload on it.",
        policies: [...resourcePolicies(state), ...stackPolicies(state)],
    };
}

import type { Place } from "./behaviour";

/** Whoever uses the simulated account, as STS says it: a session of one role. */
export function callerArn({ account, partition }: Pick<Place, "account" | "partition">): string {
    return `arn:${partition}:sts::${account}:assumed-role/platform-deployer/simulated`;
}

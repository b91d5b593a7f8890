import { claimedHostPaths, type HostPath, hostPathsOf } from "./host-path";
import { type Finding, podRule, type Rule, type RuleContext, type RuleMetadata } from "./rule";

/** A rule over every path of a node that a pod mounts, or that a PersistentVolume brings to pods. */
export function hostPathRule({
    check,
    ...metadata
}: RuleMetadata & { readonly check: (hostPath: HostPath, context: RuleContext) => Iterable<Finding> }): Rule {
    const ofPods = podRule({
        ...metadata,
        check: (pod, context) => hostPathsOf(pod, context.podSecurity).flatMap((one) => [...check(one, context)]),
    });
    return {
        ...ofPods,
        check: (subject, context) => [
            ...ofPods.check(subject, context),
            ...claimedHostPaths(subject.resource).flatMap((one) => [...check(one, context)]),
        ],
    };
}

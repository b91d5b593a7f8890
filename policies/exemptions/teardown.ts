import { PLATFORM_TYPE } from "../../core/platform-type";
import { textOf } from "../model/known";
import type { Resource } from "../model/resource";
import { eksDeletionProtection } from "../rules/eks/eks-deletion-protection";
import { loadBalancerDeletionProtection } from "../rules/network/load-balancer-deletion-protection";
import { protectedState } from "../rules/pulumi/protected-state";
import { Exemptions } from "./exemption";

/** The rules on protection from deletion, which a stack that is about to be destroyed has to break, and no other ones. */
export const TEARDOWN_RULES = [eksDeletionProtection, protectedState, loadBalancerDeletionProtection];

/**
 * What a stack that is about to be destroyed may break, for the time that its `teardown` says.
 *
 * @param resource any; the component of the whole stack tells
 * @param today as `YYYY-MM-DD`
 */
export function teardownExemptions(resource: Resource, today: string): Exemptions | undefined {
    const { type, urn, props } = resource;
    const [until, reason] = ["until", "reason"].map((key) => textOf(props.at(`teardown.${key}`)));
    if (type !== PLATFORM_TYPE || urn === undefined || until === undefined || reason === undefined) {
        return undefined;
    }
    const inStack = `${urn.slice(0, urn.lastIndexOf("::"))}$*`;
    const entries = TEARDOWN_RULES.map(({ id }) => ({
        ...{ rule: id, resource: inStack, reason, owner: "eks-platform:teardown", expires: until, line: 1 },
    }));
    return new Exemptions("eks-platform:teardown", entries, today);
}

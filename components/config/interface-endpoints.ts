import { ADDONS } from "../addons";
import { awsLoadBalancerController } from "../addons/aws-load-balancer-controller";
import { MANAGED_ADDON_LIST } from "../cluster/managed-addons";
import { isOptional } from "../cluster/managed-addons/names";
import {
    type EndpointCaller,
    type InterfaceEndpoint,
    requiredEndpoints,
    usualEndpoints,
} from "../network/interface-endpoints";
import type { NatMode } from "../network/nat-gateways";
import type { Report } from "../schema/report";
import type { SectionContext } from "./section-context";

/**
 * The interface endpoints of a network that the stack makes, held against what is called from it where it has no way out.
 *
 * @param written those that the stack names. @default the registry's two, or all that is called
 */
export function interfaceEndpoints(
    written: readonly InterfaceEndpoint[] | undefined,
    nat: NatMode,
    context: SectionContext,
    report: Report,
): readonly InterfaceEndpoint[] {
    if (nat !== "none") {
        return written ?? ["ecr.api", "ecr.dkr"];
    }
    const callers = callersOf(context);
    if (written === undefined) {
        return usualEndpoints(callers);
    }
    const required = requiredEndpoints(callers);
    const absent = required.filter((service) => !written.includes(service));
    if (absent.length > 0) {
        report(
            ["interfaceEndpoints"],
            written,
            `with nat: none, a list that includes ${required.join(", ")}: the stack's nodes and add-ons call them`,
            `Add ${absent.join(", ")}, or leave the key out to get all of them.`,
        );
    }
    return written;
}

/** The add-ons that call services which not every stack needs, as the stack has them. */
function callersOf(context: SectionContext): readonly EndpointCaller[] {
    const scaler = ADDONS.find(({ name }) => name === context.parsed("scaling")?.mode);
    const loadBalancers = (context.parsed("ingress")?.enabled ?? true) ? [awsLoadBalancerController] : [];
    const [eksAddons, storage] = [context.parsed("eksAddons"), context.parsed("storage")];
    const managed = MANAGED_ADDON_LIST.flatMap(([name, addon]) => {
        const written = eksAddons?.[name];
        const has = isOptional(name)
            ? (written?.enabled ?? written !== undefined)
            : storage !== undefined && (addon.isInstalled?.({ storage }) ?? true);
        return has ? [addon] : [];
    });
    return [...(scaler ? [scaler] : []), ...loadBalancers, ...managed];
}

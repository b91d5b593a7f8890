import type { Addon } from "../addon-kit/addon";
import type { ClusterKind } from "../config/cluster-kind";
import { OPEN_IT } from "../network/is-closed";
import { ADDONS } from ".";

/** Why an add-on cannot be installed as a stack has it. */
export interface Conflict {
    /** The add-on that cannot be installed. */
    readonly addon: Addon;
    /** What would be allowed there. */
    readonly allowed: string;
    /** What to do about it. */
    readonly next: string;
}

/**
 * What is wrong with the choice of add-ons.
 *
 * @param installed those that a stack has
 * @param kind the kind of its cluster
 * @param isClosed whether nothing in the cluster's network reaches the internet
 * @param listed every add-on that there is. @default {@link ADDONS}
 */
export function conflicts(
    installed: readonly Addon[],
    kind: ClusterKind,
    isClosed: boolean,
    listed: readonly Addon[] = ADDONS,
): readonly Conflict[] {
    const has = (name: string) => installed.some((other) => other.name === name);
    return installed.flatMap((addon): Conflict[] => {
        const { name, clusters, needs = [], refuses = [], callsOutside } = addon;
        if (!clusters.includes(kind)) {
            const kinds = clusters.map((one) => JSON.stringify(one)).join(" or ");
            return [{ addon, allowed: `nothing: ${name} needs a cluster of kind ${kinds}`, next: "Remove this key." }];
        }
        const missing = listed.filter(
            (other) => needs.includes(other.name) && other.clusters.includes(kind) && !has(other.name),
        );
        return [
            ...missing.map(({ name: needed, section }) => ({
                addon,
                allowed: `only together with ${needed}, which ${name} needs`,
                next: `Switch ${needed} on (${section ?? `addons.${needed}`}), or ${name} off.`,
            })),
            ...refuses.filter(has).map((other) => ({
                addon,
                allowed: `only without ${other}: ${name} and ${other} cannot be in one cluster`,
                next: "Switch one of the two off.",
            })),
            ...(isClosed && callsOutside !== undefined
                ? [
                      {
                          addon,
                          allowed: `only where the network has a way out: ${name} calls ${callsOutside}, to which no endpoint of the VPC leads`,
                          next: `Leave ${name} out, or ${OPEN_IT}.`,
                      },
                  ]
                : []),
        ];
    });
}

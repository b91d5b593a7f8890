import { UNKNOWN_STRINGS } from "../../../core/engine/signatures";
import type { Change } from "../change";
import { claimsOf, classOf, EBS_PROVISIONERS, nameOfClaim } from "../claims";
import { type ResourceState, textIn, valueIn } from "../states";
import type { Derivation } from "./consequence";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const CLUSTER = "aws:eks/cluster:Cluster";
const SUBNET = "aws:ec2/subnet:Subnet";

/**
 * A volume of EBS stays in its zone: where no node group is in a zone any more, no pod mounts the volumes there.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-attaching-volume.html
 */
export const leftZones: Derivation = ({ type, op, old }, change) => {
    if (type !== NODE_GROUP || op === "create" || old === undefined) {
        return undefined;
    }
    const cluster = textIn(old, "clusterName");
    if (change.ofType(CLUSTER, "old").some(([urn, state]) => textIn(state, "name") === cluster && change.goes(urn))) {
        return undefined;
    }
    const left = zonesOf([old], "old", change);
    const kept = new Set(zonesOf(groupsOf(cluster, change), "new", change));
    const zones = left.filter((zone) => !kept.has(zone)).toSorted();
    const claims = zones.length === 0 ? [] : blockClaims(change);
    const how = `can be mounted by no node any more, where their volumes are in ${zones.join(" or ")}`;
    return claims.length === 0 ? undefined : { affects: [{ what: claims, how }] };
};

/** The node groups that the cluster has after the change. */
function groupsOf(cluster: string | undefined, change: Change): readonly ResourceState[] {
    const groups = change.ofType(NODE_GROUP, "new").map(([, state]) => state);
    return groups.filter((state) => textIn(state, "clusterName") === cluster);
}

/** The zones of node groups. A subnet that is not known yet may be in the zone of any that there is. */
function zonesOf(groups: readonly ResourceState[], side: "old" | "new", change: Change): readonly string[] {
    const subnets = change.ofType(SUBNET, side).map(([, state]) => state);
    const zoneOf = (state: ResourceState) => textIn(state, "availabilityZone") ?? [];
    const zones = groups
        .flatMap((state) => [valueIn(state, "subnetIds")].flat())
        .flatMap((id) => {
            const isUnknown = typeof id !== "string" || UNKNOWN_STRINGS.has(id);
            return subnets.filter((subnet) => isUnknown || (subnet.id ?? textIn(subnet, "id")) === id).flatMap(zoneOf);
        });
    return [...new Set(zones)];
}

/** The claims of volumes that are in one zone. */
function blockClaims({ after }: Change): string[] {
    return claimsOf(after)
        .filter((claim) => {
            const provisioner = textIn(classOf(claim, after)?.state, "provisioner");
            return provisioner !== undefined && EBS_PROVISIONERS.includes(provisioner);
        })
        .map(nameOfClaim);
}

import { containsCidr, overlapCidr } from "cidr-tools";
import { isMap, listAt, mapAt, type PropertyMap, reveal, stringAt } from "../../../../core/engine/values";
import { texts } from "../account";
import type { Made } from "../made";

/** What is sent. */
export interface Packet {
    readonly protocol: "tcp" | "udp";
    readonly port: number;
}

/** A network interface in a VPC, or an address outside of every one. */
export type Place =
    | { readonly subnetId: string; readonly block: string; readonly groups: readonly string[] }
    | { readonly address: string };

interface Rule {
    readonly group: string;
    readonly direction: "ingress" | "egress";
    readonly protocol: string;
    readonly from: number;
    readonly to: number;
    readonly blocks: readonly string[];
    /** Security groups whose members are meant. */
    readonly peers: readonly string[];
}

const GROUP = /^aws:ec2\/(defaultS|s)ecurityGroup:/;

/**
 * What the security groups of a VPC let through. A group without rules lets nothing in or out: the provider takes away the rule for
 * everything that AWS gives to a new one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export class SecurityGroups {
    private readonly rules: readonly Rule[];

    constructor(resources: readonly Made[]) {
        this.rules = resources.flatMap((made) => [...ownRules(made), ...separateRules(made), ...clusterRules(made)]);
    }

    /** Whether a connection is let out of its source and into its target; what is outside has no groups. */
    lets(from: Place, to: Place, packet: Packet): boolean {
        return this.passes("egress", from, to, packet) && this.passes("ingress", to, from, packet);
    }

    private passes(direction: Rule["direction"], own: Place, other: Place, { protocol, port }: Packet): boolean {
        if ("address" in own) {
            return true;
        }
        return this.rules.some(
            (rule) =>
                rule.direction === direction &&
                own.groups.includes(rule.group) &&
                (rule.protocol === "-1" || (rule.protocol === protocol && rule.from <= port && port <= rule.to)) &&
                isPeer(rule, other),
        );
    }
}

function isPeer({ blocks, peers }: Rule, other: Place): boolean {
    if ("address" in other) {
        return blocks.some((block) => overlapCidr(block, `${other.address}/32`));
    }
    // Which address of its subnet an interface has is not known.
    return (
        blocks.some((block) => containsCidr(block, other.block)) || peers.some((peer) => other.groups.includes(peer))
    );
}

/** The rules that stand in the group itself. */
function ownRules({ type, id, outputs }: Made): readonly Rule[] {
    if (!GROUP.test(type)) {
        return [];
    }
    return (["ingress", "egress"] as const).flatMap((direction) =>
        listAt(outputs, direction)
            .filter(isMap)
            .map((rule) => ruleOf(rule, id, direction, texts(rule, "securityGroups"))),
    );
}

/** A rule that is a resource of its own, in either form. */
function separateRules({ type, outputs }: Made): readonly Rule[] {
    const group = stringAt(outputs, "securityGroupId") ?? "";
    if (type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
        const source = stringAt(outputs, "sourceSecurityGroupId") ?? "";
        const direction = stringAt(outputs, "type") === "egress" ? "egress" : "ingress";
        return [ruleOf(outputs, group, direction, source === "" ? [] : [source])];
    }
    const [, direction] = /^aws:vpc\/securityGroup(Ingress|Egress)Rule:/.exec(type) ?? [];
    if (direction === undefined) {
        return [];
    }
    const peer = stringAt(outputs, "referencedSecurityGroupId");
    const block = stringAt(outputs, "cidrIpv4");
    const rule = { ...outputs, protocol: outputs.ipProtocol, cidrBlocks: block === undefined ? [] : [block] };
    return [ruleOf(rule, group, direction === "Egress" ? "egress" : "ingress", peer === undefined ? [] : [peer])];
}

/**
 * The group that EKS makes for a cluster: its members reach each other, and everything.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
function clusterRules({ type, outputs }: Made): readonly Rule[] {
    const group = stringAt(mapAt(outputs, "vpcConfig"), "clusterSecurityGroupId");
    if (type !== "aws:eks/cluster:Cluster" || group === undefined) {
        return [];
    }
    const any = { group, protocol: "-1", from: 0, to: 65_535 };
    return [
        { ...any, direction: "ingress", blocks: [], peers: [group] },
        { ...any, direction: "egress", blocks: ["0.0.0.0/0"], peers: [] },
    ];
}

function ruleOf(rule: PropertyMap, group: string, direction: Rule["direction"], named: readonly string[]): Rule {
    return {
        group,
        direction,
        protocol: String(rule.protocol),
        from: Number(reveal(rule.fromPort)),
        to: Number(reveal(rule.toPort)),
        blocks: texts(rule, "cidrBlocks"),
        peers: rule.self === true ? [...named, group] : named,
    };
}

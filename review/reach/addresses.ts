import { type AddressRange, openFamilies, PRIVATE_RANGES, parseCidr } from "../../core/facts/network/cidr";
import type { Match } from "../../policies/model/selector";
import type { Stack } from "../../policies/model/stack";
import type { Value } from "../../policies/model/value";

/** A block of addresses that a rule names, as far as it is known. */
export interface Block {
    readonly cidr: string;
    readonly except: readonly string[];
    /** False where a part of it is unknown or no block. */
    readonly isKnown: boolean;
}

/** Addresses of the node that a pod runs on: metadata, credentials and its own DNS cache. */
const OF_NODE = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::/32"].flatMap((cidr) => parseCidr(cidr) ?? []);

export function blockOf(block: Value): Block {
    const [cidr, except] = [block.key("cidr"), block.key("except")];
    const isKnown = !block.isUnknown && !cidr.isUnknown && !except.isUnknown;
    const leftOut = isKnown && !except.isIncomplete ? except.texts : [];
    const text = isKnown ? (cidr.text ?? "") : "";
    return {
        cidr: text,
        except: leftOut,
        isKnown: isKnown && !except.isIncomplete && parseCidr(text) !== undefined,
    };
}

/** True for the block of every address of a family, whatever it leaves out. */
export function isWorld({ cidr, isKnown }: Block): boolean {
    return isKnown && openFamilies([cidr]).length > 0;
}

/** True for addresses that a pod finds on its own node. */
export function isOfNode({ cidr }: Block): boolean {
    const range = parseCidr(cidr);
    return range !== undefined && OF_NODE.some((node) => isWithin(range, node));
}

/**
 * Whether a block has the addresses of pods and nodes. Nobody knows these beforehand: where the stack does not tell the network that they
 * are in, it may be any private one.
 *
 * @param networks blocks of all pods and nodes; `undefined` where they are unknown
 */
export function holdsPods(block: Block, networks: readonly AddressRange[] | undefined): Match {
    const range = parseCidr(block.cidr);
    if (range === undefined || !block.isKnown) {
        return "unknown";
    }
    const leftOut = block.except.flatMap((cidr) => parseCidr(cidr) ?? []);
    const places = networks ?? PRIVATE_RANGES;
    if (!isWorld(block) && !places.some((place) => overlaps(range, place))) {
        return "no";
    }
    if (networks === undefined) {
        return isWorld(block) && !leftOut.some((part) => places.some((place) => overlaps(part, place)))
            ? "yes"
            : "unknown";
    }
    const isIn = (place: AddressRange) => isWithin(place, range) && !leftOut.some((part) => overlaps(part, place));
    const isOut = (place: AddressRange) => !overlaps(range, place) || leftOut.some((part) => isWithin(place, part));
    return places.every(isIn) ? "yes" : places.every(isOut) ? "no" : "unknown";
}

/** The networks of the VPCs that pods and nodes of a stack's own cluster are in; `undefined` where the stack has none, or does not tell. */
export function podNetworks(stack: Stack): readonly AddressRange[] | undefined {
    const cidrs = [
        ...stack.ofType("aws:ec2/vpc:Vpc").map(({ props }) => props.key("cidrBlock")),
        ...stack
            .ofType("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation")
            .map(({ props }) => props.key("cidrBlock")),
    ];
    const ranges = cidrs.map((cidr) => (cidr.isUnknown ? undefined : parseCidr(cidr.text ?? "")));
    const known = ranges.filter((range) => range !== undefined);
    return stack.ofType("aws:eks/cluster:Cluster", "eks:index:Cluster").length === 0 ||
        known.length === 0 ||
        known.length < ranges.length
        ? undefined
        : known;
}

function overlaps(one: AddressRange, other: AddressRange): boolean {
    return one.family === other.family && one.first <= other.last && other.first <= one.last;
}

function isWithin(inner: AddressRange, outer: AddressRange): boolean {
    return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}

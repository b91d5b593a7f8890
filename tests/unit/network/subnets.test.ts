import assert from "node:assert/strict";
import { containsCidr, overlapCidr } from "cidr-tools";
import fc from "fast-check";
import { canonicalIpv4, formatIpv4 } from "../../../components/network/ipv4";
import { MOST_ZONES, planSubnets, type SubnetPlan } from "../../../components/network/subnets";

/** Any VPC that AWS and the platform accept, in canonical form. */
const vpc = fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 16, max: 23 }))
    .map(([address, prefix]) => {
        const size = 1n << BigInt(32 - prefix);
        return formatIpv4((address / size) * size, prefix);
    });
const zones = fc.integer({ min: 1, max: MOST_ZONES });
const blocks = (plan: SubnetPlan) => [...plan.public, ...plan.private, ...plan.intra];

describe("The subnets of a VPC", () => {
    it("are one of each kind in each zone, in canonical form and no smaller than AWS accepts", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, count) => {
                const plan = planSubnets(cidr, count);
                for (const kind of [plan.public, plan.private, plan.intra]) assert.equal(kind.length, count);
                for (const block of blocks(plan)) {
                    assert.equal(canonicalIpv4(block), block);
                    assert.ok(Number(block.split("/")[1]) <= 28, block);
                }
            }),
        );
    });

    it("lie inside the VPC", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, count) => {
                for (const block of blocks(planSubnets(cidr, count))) assert.ok(containsCidr(cidr, block), block);
            }),
        );
    });

    it("never overlap", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, count) => {
                const all = blocks(planSubnets(cidr, count));
                all.forEach((block, index) => {
                    assert.ok(!all.slice(index + 1).some((other) => overlapCidr(block, other)), block);
                });
            }),
        );
    });

    it("stay where they are when a zone is added", () => {
        fc.assert(
            fc.property(vpc, fc.integer({ min: 1, max: MOST_ZONES - 1 }), (cidr, count) => {
                const [before, after] = [planSubnets(cidr, count), planSubnets(cidr, count + 1)];
                for (const kind of ["public", "private", "intra"] as const) {
                    assert.deepEqual(after[kind].slice(0, count), before[kind]);
                }
            }),
        );
    });

    it("give half of the VPC to pods", () => {
        assert.deepEqual(planSubnets("10.0.0.0/16", 4).private, [
            "10.0.0.0/19",
            "10.0.32.0/19",
            "10.0.64.0/19",
            "10.0.96.0/19",
        ]);
    });
});

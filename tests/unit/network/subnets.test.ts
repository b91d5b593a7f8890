import assert from "node:assert/strict";
import { containsCidr, overlapCidr } from "cidr-tools";
import fc from "fast-check";
import { MOST_ZONES, planSubnets, type SubnetPlan } from "../../../components/network/subnets";
import { canonicalIpv4, formatIpv4 } from "../../../core/facts/network/ipv4";

/** Any VPC that AWS and the platform accept, in canonical form. */
const vpc = fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 16, max: 23 }))
    .map(([address, prefix]) => {
        const size = 1n << BigInt(32 - prefix);
        return formatIpv4((address / size) * size, prefix);
    });
/** Zones of a region with six of them, as many as a network can have. */
const zones = fc
    .subarray(
        [..."abcdef"].map((letter) => `us-east-1${letter}`),
        { minLength: 1, maxLength: MOST_ZONES },
    )
    .map((names) => [...names].sort());
const blocks = (plan: SubnetPlan) => [...plan.public, ...plan.private, ...plan.intra];

describe("The subnets of a VPC", () => {
    it("are one of each kind in each zone, in canonical form and no smaller than AWS accepts", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, names) => {
                const plan = planSubnets(cidr, names);
                for (const kind of [plan.public, plan.private, plan.intra]) {
                    assert.equal(kind.length, names.length);
                }
                for (const block of blocks(plan)) {
                    assert.equal(canonicalIpv4(block), block);
                    assert.ok(Number(block.split("/")[1]) <= 28, block);
                }
            }),
        );
    });

    it("lie inside the VPC", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, names) => {
                for (const block of blocks(planSubnets(cidr, names))) {
                    assert.ok(containsCidr(cidr, block), block);
                }
            }),
        );
    });

    it("never overlap", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, names) => {
                const all = blocks(planSubnets(cidr, names));
                all.forEach((block, index) => {
                    assert.ok(!all.slice(index + 1).some((other) => overlapCidr(block, other)), block);
                });
            }),
        );
    });

    it("stay where they are when other zones come or go, whichever those are", () => {
        const letters = fc.subarray(["zone-a", "zone-b", "zone-c", "zone-d"], { minLength: 1 });
        fc.assert(
            fc.property(vpc, letters, letters, (cidr, before, after) => {
                const [one, other] = [planSubnets(cidr, before), planSubnets(cidr, after)];
                for (const zone of before.filter((name) => after.includes(name))) {
                    for (const kind of ["public", "private", "intra"] as const) {
                        assert.equal(one[kind][before.indexOf(zone)], other[kind][after.indexOf(zone)]);
                    }
                }
            }),
        );
    });

    it("stay where they are beside a zone beyond d, which itself stays unless its place is another's", () => {
        const placed = (names: readonly string[], zone: string) =>
            planSubnets("10.0.0.0/16", names).private[names.indexOf(zone)];
        assert.equal(placed(["x-a", "x-b", "x-c", "x-f"], "x-f"), placed(["x-a", "x-b", "x-f"], "x-f"));
        for (const zone of ["x-a", "x-b"]) {
            assert.equal(placed(["x-a", "x-b", "x-d", "x-f"], zone), placed(["x-a", "x-b", "x-f"], zone));
        }
        assert.notEqual(placed(["x-a", "x-b", "x-d", "x-f"], "x-f"), placed(["x-a", "x-b", "x-f"], "x-f"));
    });

    it("give half of the VPC to pods", () => {
        assert.deepEqual(planSubnets("10.0.0.0/16", ["x-a", "x-b", "x-c", "x-d"]).private, [
            "10.0.0.0/19",
            "10.0.32.0/19",
            "10.0.64.0/19",
            "10.0.96.0/19",
        ]);
    });
});

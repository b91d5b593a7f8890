import assert from "node:assert/strict";
import { today } from "../../core/today";
import { judgeWhole } from "../../policies/judging/judge-all";
import type { RawResource } from "../../policies/model/resource";
import { RULES } from "../../policies/rules";

const PLATFORM = "eks-platform:index:Platform";
const platform = (teardown?: object): RawResource => ({
    ...{ type: PLATFORM, name: "platform", urn: `urn:pulumi:prod::eks-platform::${PLATFORM}::platform` },
    props: { kind: "eks", stack: "prod", ...(teardown && { teardown }) },
});
const inStack = (type: string, parent: string, props: object = {}): RawResource => ({
    ...{ type, name: "one", urn: `urn:pulumi:prod::eks-platform::${parent}${type}::one` },
    ...{ props: props as RawResource["props"], options: { protect: false } },
});

const UNPROTECTED = [
    inStack("aws:eks/cluster:Cluster", `${PLATFORM}$`, { deletionProtection: false }),
    inStack("aws:efs/fileSystem:FileSystem", `${PLATFORM}$`),
    inStack("aws:lb/loadBalancer:LoadBalancer", `${PLATFORM}$`),
];
const RULES_OF_PROTECTION = ["eks-deletion-protection", "load-balancer-deletion-protection", "protected-state"];

/** The rules that find something in a stack of these resources, and what was exempt. */
async function rulesOf(...resources: readonly RawResource[]) {
    const { judged, exempted } = await judgeWhole(resources);
    return { rules: [...new Set(judged.map(({ rule }) => rule.id))].sort(), exempted };
}

describe("A stack that is about to be destroyed", () => {
    const lasts = { until: today(), reason: "It has moved." };

    it("may break the rules on protection from deletion, and no other ones", async () => {
        const before = await rulesOf(platform(), ...UNPROTECTED);
        const { rules } = await rulesOf(platform(lasts), ...UNPROTECTED);
        assert.deepEqual(
            before.rules.filter((rule) => !rules.includes(rule)),
            RULES_OF_PROTECTION,
        );
        assert.deepEqual(
            rules.filter((rule) => !before.rules.includes(rule)),
            [],
        );
    });

    it("has among its exemptions what they covered, with its reason and its day", async () => {
        const { exempted } = await rulesOf(platform(lasts), ...UNPROTECTED);
        assert.deepEqual(
            exempted.map(({ exemption: { rule, reason, expires }, findings }) => ({ rule, reason, expires, findings })),
            [
                { rule: "eks-deletion-protection", reason: lasts.reason, expires: lasts.until, findings: 1 },
                { rule: "protected-state", reason: lasts.reason, expires: lasts.until, findings: 2 },
                { rule: "load-balancer-deletion-protection", reason: lasts.reason, expires: lasts.until, findings: 1 },
            ],
        );
    });

    it("may break them no longer when its day is over", async () => {
        const { rules } = await rulesOf(platform({ ...lasts, until: "2026-11-01" }), ...UNPROTECTED);
        assert.deepEqual(
            RULES_OF_PROTECTION.filter((rule) => !rules.includes(rule)),
            [],
        );
    });

    it("speaks for what is in it alone", async () => {
        const [cluster] = UNPROTECTED;
        assert.ok(cluster);
        for (const urn of ["urn:pulumi:other::eks-platform::", "urn:pulumi:prod::other::"]) {
            const other = { ...cluster, urn: `${urn}${PLATFORM}$aws:eks/cluster:Cluster::one` };
            const { rules } = await rulesOf(platform(lasts), other);
            assert.ok(rules.includes("eks-deletion-protection"), urn);
        }
    });

    it("is told by its platform alone", async () => {
        const fake = { ...platform(lasts), type: "kubernetes:core/v1:ConfigMap" };
        assert.ok((await rulesOf(fake, ...UNPROTECTED)).rules.includes("eks-deletion-protection"));
    });

    it("leaves none of its rules out: what speaks of protection from deletion is among them", () => {
        const spoken = RULES.filter(({ title }) => /protected from deletion/i.test(title)).map(({ id }) => id);
        assert.deepEqual(spoken.sort(), RULES_OF_PROTECTION);
    });
});

import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { RawResource } from "../../../policies/model/resource";
import { object, resource } from "../support/resources";
import { assertUnknownsFindNothing, editIn, judgeStack, networkPolicy, without } from "./support";

const RULE = "companion-resource";
const COMPLETE: readonly RawResource[] = [
    resource("aws:ecr/repository:Repository", { name: "shop/web" }),
    resource("aws:ecr/lifecyclePolicy:LifecyclePolicy", { repository: "shop/web", policy: "{}" }),
    resource("aws:efs/fileSystem:FileSystem", {
        arn: "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1",
    }),
    resource("aws:efs/backupPolicy:BackupPolicy", { fileSystemId: "fs-1", backupPolicy: { status: "ENABLED" } }),
    resource("aws:ec2/vpc:Vpc", { arn: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1" }),
    resource("aws:ec2/flowLog:FlowLog", { vpcId: "vpc-1" }),
    resource("aws:eks/cluster:Cluster", { name: "prod", enabledClusterLogTypes: ["audit"] }),
    resource("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/eks/prod/cluster", retentionInDays: 90 }),
    resource("aws:eks/addon:Addon", { addonName: "vpc-cni", configurationValues: '{"enableNetworkPolicy":"true"}' }),
    networkPolicy("default-deny", { podSelector: {} }),
];
const CLUSTER = "aws:eks/cluster:Cluster web";

describe("The companions of a resource", () => {
    const verdict = (resources: readonly RawResource[]) => judgeStack(RULE, resources);

    it("are all there", () => {
        assert.deepEqual(verdict(COMPLETE), { found: [], open: [], messages: [] });
    });

    for (const [companion, found, link] of [
        ["LifecyclePolicy", "aws:ecr/repository:Repository web name", "repository"],
        ["BackupPolicy", "aws:efs/fileSystem:FileSystem web id", "fileSystemId"],
        ["FlowLog", "aws:ec2/vpc:Vpc web id", "vpcId"],
        ["LogGroup", `${CLUSTER} enabledClusterLogTypes`, "name"],
    ] as const) {
        it(`are missed without a ${companion}, or with another's`, () => {
            assert.deepEqual(verdict(without(COMPLETE, `${companion} web`)).found, [found]);
            assert.deepEqual(verdict(editIn(COMPLETE, `${companion} web`, link, "else")).found, [found]);
        });

        it(`stay undecided where a ${companion} is for an unknown resource`, () => {
            const { found: none, open } = verdict(editIn(COMPLETE, `${companion} web`, link, UNKNOWN));
            assert.deepEqual([none, open], [[], [found]]);
        });
    }

    it("must be fit for their purpose", () => {
        const disabled = editIn(COMPLETE, "BackupPolicy web", "backupPolicy.status", "DISABLED");
        assert.deepEqual(verdict(disabled).found, ["aws:efs/fileSystem:FileSystem web id"]);
        for (const days of [0, undefined]) {
            const kept = editIn(COMPLETE, "LogGroup web", "retentionInDays", days);
            assert.deepEqual(verdict(kept).found, [`${CLUSTER} enabledClusterLogTypes`]);
        }
        const unknown = verdict(editIn(COMPLETE, "BackupPolicy web", "backupPolicy.status", UNKNOWN));
        assert.deepEqual([unknown.found, unknown.open], [[], ["aws:efs/fileSystem:FileSystem web id"]]);
    });

    it("are not asked of a cluster without logs", () => {
        const silent = editIn(without(COMPLETE, "LogGroup web"), "Cluster web", "enabledClusterLogTypes", []);
        assert.deepEqual(verdict(silent).found, []);
    });

    it("are matched by nothing where the resource's id is not known", () => {
        const unknown = editIn(COMPLETE, "Vpc web", "arn", UNKNOWN);
        assert.deepEqual([verdict(unknown).found, verdict(unknown).open], [[], ["aws:ec2/vpc:Vpc web id"]]);
        assert.deepEqual(verdict(without(unknown, "FlowLog web")).found, ["aws:ec2/vpc:Vpc web id"]);
    });

    it("are not missed because any one value is unknown", () => assertUnknownsFindNothing(RULE, COMPLETE));

    it("include an engine for NetworkPolicies", () => {
        const engineless = without(COMPLETE, "Addon web");
        const off = editIn(COMPLETE, "Addon web", "configurationValues", '{"enableNetworkPolicy":"false"}');
        for (const resources of [engineless, off]) {
            assert.deepEqual(verdict(resources).found, [`${CLUSTER} name`]);
            const chart = (name: string) => resource("kubernetes:helm.sh/v3:Release", { chart: name, namespace: "x" });
            assert.deepEqual(verdict([...resources, chart("tigera-operator")]).found, []);
            assert.deepEqual(verdict([...resources, chart("./charts/tigera-operator-v3.32.1.tgz")]).found, []);
            assert.deepEqual(verdict([...resources, chart("traefik")]).found, [`${CLUSTER} name`]);
        }
        assert.deepEqual(verdict(editIn(engineless, "Cluster web", "computeConfig.enabled", true)).found, []);
        assert.deepEqual(verdict(without(engineless, "NetworkPolicy default-deny")).found, []);
        const unknown = verdict(editIn(COMPLETE, "Addon web", "configurationValues", UNKNOWN));
        assert.deepEqual([unknown.found, unknown.open], [[], [`${CLUSTER} name`]]);
    });

    it("include an engine for each of several clusters", () => {
        const eks = (name: string) => resource("aws:eks/cluster:Cluster", { name }, { name });
        const addon = (clusterName: string) =>
            resource("aws:eks/addon:Addon", {
                ...{ clusterName, addonName: "vpc-cni", configurationValues: '{"enableNetworkPolicy":"true"}' },
            });
        const policyBy = (name: string) => ({
            ...networkPolicy("deny", { podSelector: {} }),
            provider: { type: "pulumi:providers:kubernetes", name },
        });
        const both = [eks("one"), eks("two"), policyBy("one"), policyBy("two")];
        const at = (name: string) => `aws:eks/cluster:Cluster ${name} name`;
        assert.deepEqual(verdict([...both, addon("one"), addon("two")]), { found: [], open: [], messages: [] });
        assert.deepEqual(verdict([...both, addon("one")]).found, [at("two")]);
        const half = verdict([eks("one"), eks("two"), policyBy("one"), addon("one")]);
        assert.deepEqual([half.found, half.open], [[], [at("two")]]);
        const calico = verdict([...both, object("operator.tigera.io/v1", "Installation", {})]);
        assert.deepEqual([calico.found, calico.open], [[], [at("one"), at("two")]]);
    });
});

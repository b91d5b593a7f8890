import assert from "node:assert/strict";
import { buildOf } from "../../../components/cluster/managed-addons/build-of";
import builds from "../../../components/cluster/managed-addons/builds.json";
import { USUAL_ADDONS } from "../../../components/cluster/managed-addons/names";
import { Foundation } from "../../../components/foundation";
import { KUBERNETES_VERSIONS } from "../../../core/facts/kubernetes/versions";
import { load } from "../config/valid";
import { only, type RecordedResource, record } from "./mocks";

/** The resources of a foundation with some configuration keys replaced. */
async function foundation(changes: Record<string, unknown> = {}, mode: "preview" | "update" = "update") {
    const config = load(changes);
    assert.ok(config.kind === "eks");
    return (await record(mode, () => new Foundation("test", { config }, {}))).resources;
}

describe("A foundation in AWS", function () {
    this.timeout(20_000);
    /** The foundation of the valid configuration, which most tests look at. */
    let plain: readonly RecordedResource[];
    before(async () => {
        plain = await foundation();
    });

    describe("has a cluster that", () => {
        it("leaves none of the wrapped component's open defaults in place", () => {
            const cluster = only(plain, "eks:index:Cluster");
            assert.equal(cluster.authenticationMode, "API");
            assert.equal(cluster.endpointPrivateAccess, true);
            assert.equal(cluster.endpointPublicAccess, false);
            assert.equal(cluster.skipDefaultNodeGroup, true);
            assert.equal(cluster.version, "1.36");
            assert.deepEqual(cluster.upgradePolicy, { supportType: "STANDARD" });
            assert.deepEqual(cluster.enabledClusterLogTypes, [
                "api",
                "audit",
                "authenticator",
                "controllerManager",
                "scheduler",
            ]);
            assert.match(String(cluster.encryptionConfigKeyArn), /^arn:aws:kms:.*secrets-key/);
        });

        it("stays on a version past standard support where the stack chose that", async () => {
            const changes = { "eks-platform:cluster": { kind: "eks", name: "test", upgradePolicy: "extended" } };
            const cluster = only(await foundation(changes), "eks:index:Cluster");
            assert.deepEqual(cluster.upgradePolicy, { supportType: "EXTENDED" });
        });

        it("opens its endpoint to the given blocks only", async () => {
            const publicCidrs = ["203.0.113.0/24"];
            const changes = { "eks-platform:cluster": { kind: "eks", name: "test", endpoint: { publicCidrs } } };
            const cluster = only(await foundation(changes), "eks:index:Cluster");
            assert.equal(cluster.endpointPublicAccess, true);
            assert.deepEqual(cluster.publicAccessCidrs, publicCidrs);
        });

        for (const enabled of [true, false]) {
            it(`has network policies enforced by ${enabled ? "Calico" : "the VPC CNI"} alone when calico.enabled is ${enabled}`, async () => {
                const resources = await foundation({ "eks-platform:calico": { enabled } });
                const options = JSON.stringify(only(resources, "eks:index:Cluster").vpcCniOptions);
                assert.equal(options.includes('"enableNetworkPolicy":false'), enabled);
                assert.equal(options.includes('"enableNetworkPolicy":true'), !enabled);
            });
        }

        it("has a log group of its own, encrypted and with an end to its retention", () => {
            const logs = only(plain, "aws:cloudwatch/logGroup:LogGroup", "cluster-logs");
            assert.equal(logs.name, "/aws/eks/test/cluster");
            assert.equal(logs.retentionInDays, 365);
            assert.match(String(logs.kmsKeyId), /logs-key/);
        });

        it("has keys that rotate", () => {
            const keys = plain.filter(({ type }) => type === "aws:kms/key:Key");
            assert.equal(keys.length, 3);
            assert.ok(keys.every(({ inputs }) => inputs.enableKeyRotation === true));
        });

        it("has every add-on at the version that is pinned for its Kubernetes version", () => {
            const addons = plain.filter(({ type }) => type === "aws:eks/addon:Addon");
            assert.deepEqual(addons.map(({ inputs }) => inputs.addonName).toSorted(), [
                "aws-ebs-csi-driver",
                "aws-efs-csi-driver",
                "coredns",
                "eks-pod-identity-agent",
                "snapshot-controller",
            ]);
            for (const { inputs } of addons) {
                assert.match(String(inputs.addonVersion), /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
            }
        });

        it("has a pinned build of every add-on for every supported version, with a kube-proxy of that minor version", () => {
            for (const version of Object.keys(KUBERNETES_VERSIONS)) {
                for (const addon of USUAL_ADDONS) {
                    assert.match(
                        buildOf(addon, version) ?? "",
                        /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
                        `${addon} ${version}`,
                    );
                }
                assert.ok(buildOf("kube-proxy", version)?.startsWith(`v${version}.`), version);
            }
        });

        it("says when the builds were read for every version, and for no other", () => {
            const versions = Object.keys(KUBERNETES_VERSIONS);
            assert.deepEqual(Object.keys(builds.builds), versions);
            assert.deepEqual(Object.keys(builds.lastVerified), versions);
            for (const day of Object.values(builds.lastVerified)) {
                assert.match(day, /^\d{4}-\d\d(-\d\d)?$/);
            }
        });

        it("has an entry and an association for every principal, under names that no two share (cases 086 088)", async () => {
            const principal = (path: string, policy: string) => ({
                principalArn: `arn:aws:iam::111122223333:${path}`,
                policy,
            });
            const access = {
                a: principal("role/x", "cluster-admin"),
                b: principal("role/x-cluster", "admin"),
                c: principal("user/x", "view"),
            };
            const resources = await foundation({ "eks-platform:cluster": { kind: "eks", name: "test", access } });
            for (const type of [
                "aws:eks/accessEntry:AccessEntry",
                "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
            ]) {
                const names = resources.filter((resource) => resource.type === type).map(({ name }) => name);
                assert.equal(new Set(names).size, 3, names.join(", "));
            }
        });

        it("has its block storage driver tag what it makes, with what the add-on takes (case 131)", async () => {
            const resources = await foundation({
                "eks-platform:tags": { owner: "platform", "cost:center": "a b", city: "Köln" },
            });
            const settings = resources
                .filter(({ inputs }) => inputs.configurationValues !== undefined && inputs.addonName !== undefined)
                .map(({ inputs }) => [inputs.addonName, JSON.parse(String(inputs.configurationValues))]);
            const extraVolumeTags = { owner: "platform", "cost:center": "a b" };
            assert.deepEqual(settings, [
                ["coredns", { replicaCount: 3 }],
                ["aws-ebs-csi-driver", { controller: { replicaCount: 2, extraVolumeTags } }],
            ]);
        });

        it("knows its own name in a preview, so that every policy can judge what refers to it", async () => {
            const resources = await foundation({}, "preview");
            const entries = resources.filter(({ type }) => type.startsWith("aws:eks/addon"));
            assert.ok(entries.every(({ inputs }) => inputs.clusterName === "test"));
        });

        it("does without the shared file system and its driver when they are switched off", async () => {
            const resources = await foundation({ "eks-platform:storage": { shared: { enabled: false } } });
            assert.deepEqual(
                resources.filter(
                    ({ type, inputs }) => type.startsWith("aws:efs") || inputs.addonName === "aws-efs-csi-driver",
                ),
                [],
            );
        });
    });

    describe("has nodes that", () => {
        it("are in a group whose name EKS takes, however long its name in the stack is (case 090)", async () => {
            const longest = "a".repeat(29);
            const groups = { [longest]: { instanceTypes: ["m7g.large"], max: 1 } };
            const resources = await foundation({ "eks-platform:nodeGroups": groups });
            const group = resources.find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
            // Without a name of its own a resource gets its logical one, a hyphen and seven digits.
            assert.ok(group && group.name.length + "-1234567".length <= 63, group?.name);
        });

        it("keep their credentials from their pods", () => {
            const { metadataOptions } = only(plain, "aws:ec2/launchTemplate:LaunchTemplate");
            assert.deepEqual(metadataOptions, {
                httpEndpoint: "enabled",
                httpTokens: "required",
                httpPutResponseHopLimit: 1,
                instanceMetadataTags: "disabled",
            });
        });

        it("have encrypted volumes only, and no key for SSH", () => {
            const template = only(plain, "aws:ec2/launchTemplate:LaunchTemplate");
            const text = JSON.stringify(template.blockDeviceMappings);
            assert.equal(text.match(/"encrypted":"true"/g)?.length, 2);
            assert.equal(text.match(/"kmsKeyId":"arn:aws:kms:[^"]*volumes-key/g)?.length, 2);
            assert.equal(template.keyName, undefined);
        });

        it("are repaired and updated a few at a time", () => {
            const group = only(plain, "aws:eks/nodeGroup:NodeGroup");
            assert.deepEqual(group.nodeRepairConfig, { enabled: true });
            assert.deepEqual(group.updateConfig, { maxUnavailablePercentage: 33 });
            assert.equal(group.amiType, "BOTTLEROCKET_ARM_64");
        });

        it("may not manage the pods' network or storage, for which the drivers have roles of their own", () => {
            const resources = plain;
            const policies = resources
                .filter(({ type, name }) => type.includes("RolePolicyAttachment") && name.startsWith("test-nodes"))
                .map(({ inputs }) => String(inputs.policyArn).split("/").at(-1));
            assert.deepEqual(policies.toSorted(), [
                "AmazonEC2ContainerRegistryPullOnly",
                "AmazonEKSWorkerNodePolicy",
                "AmazonSSMManagedInstanceCore",
            ]);
        });
    });
});

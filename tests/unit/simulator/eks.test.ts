import assert from "node:assert/strict";
import { checkArguments } from "../../../simulator/eks/arguments";
import { kubeconfig } from "../../../simulator/eks/kubeconfig";
import { vpcCniConfiguration } from "../../../simulator/eks/vpc-cni";

describe("the simulated eks.Cluster", () => {
    const valid = { vpcId: "vpc-1", skipDefaultNodeGroup: true, authenticationMode: "API" };

    it("accepts a cluster without the default node group", () => {
        assert.doesNotThrow(() => checkArguments("plat", valid));
    });

    it("tells every fault of the arguments at once", () => {
        const args = {
            authenticationMode: "SAML",
            accessEntries: {},
            subnetIds: ["a"],
            privateSubnetIds: ["a"],
            publicAccessCidrs: ["10.0.0.0/8"],
            endpointPublicAccess: false,
            fargate: true,
        };
        assert.throws(
            () => checkArguments("plat", args),
            (error: Error) => {
                const keys = error.message
                    .split("\n")
                    .slice(1)
                    .map((line) => line.slice(4).split(":")[0]);
                assert.deepEqual(keys, [
                    "authenticationMode",
                    "subnetIds",
                    "publicAccessCidrs",
                    "fargate",
                    "vpcId",
                    "skipDefaultNodeGroup",
                ]);
                return true;
            },
        );
    });

    it("wants access entries only with an authentication mode that has them", () => {
        const { authenticationMode, ...args } = valid;
        assert.throws(() => checkArguments("plat", { ...args, accessEntries: {} }), /accessEntries: need/);
        assert.throws(() => checkArguments("plat", { ...valid, roleMappings: [] }), /roleMappings: need/);
    });

    it("writes a kubeconfig that holds no credential", () => {
        const config = kubeconfig({
            clusterName: "plat",
            endpoint: "https://x",
            region: "eu-west-1",
            certificateAuthority: "Y2E=",
            roleArn: "arn:role",
        });
        const text = JSON.stringify(config);
        assert.match(text, /"--region","eu-west-1","eks","get-token","--cluster-name","plat"/);
        assert.match(text, /"--role","arn:role"/);
        assert.doesNotMatch(text, /--profile/);
    });
});

describe("the configuration of the vpc-cni add-on", () => {
    it("has the defaults of the real component", () => {
        const { env, init, enableNetworkPolicy } = vpcCniConfiguration({});
        assert.deepEqual(init, { env: { DISABLE_TCP_EARLY_DEMUX: "false" } });
        assert.equal(enableNetworkPolicy, undefined);
        assert.deepEqual(JSON.parse(JSON.stringify(env)), {
            AWS_VPC_ENI_MTU: "9001",
            AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false",
            AWS_VPC_K8S_CNI_EXTERNALSNAT: "false",
            AWS_VPC_K8S_CNI_LOGLEVEL: "DEBUG",
            AWS_VPC_K8S_CNI_LOG_FILE: "/host/var/log/aws-routed-eni/ipamd.log",
            AWS_VPC_K8S_CNI_VETHPREFIX: "eni",
            AWS_VPC_K8S_PLUGIN_LOG_FILE: "/var/log/aws-routed-eni/plugin.log",
            AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "DEBUG",
            ENABLE_POD_ENI: "false",
            WARM_ENI_TARGET: "1",
        });
    });

    it("writes options as text, and lets given configuration values win", () => {
        const configuration = vpcCniConfiguration({
            enablePrefixDelegation: true,
            warmPrefixTarget: 2,
            enableNetworkPolicy: false,
            configurationValues: { env: { WARM_ENI_TARGET: "3" }, nodeAgent: { enabled: true } },
        });
        assert.equal(configuration.enableNetworkPolicy, "false");
        assert.deepEqual(configuration.nodeAgent, { enabled: true });
        const env = configuration.env as Record<string, string>;
        assert.equal(env.ENABLE_PREFIX_DELEGATION, "true");
        assert.equal(env.WARM_PREFIX_TARGET, "2");
        assert.equal(env.WARM_ENI_TARGET, "3");
    });
});

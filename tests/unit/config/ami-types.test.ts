import assert from "node:assert/strict";
import { amiType } from "../../../components/cluster/node-group";
import { inputAt } from "../../../core/facts/aws/catalog";
import { load } from "./valid";

describe("The AMI of a node group", () => {
    const AMIS = [
        ["m7g.large", "bottlerocket", "BOTTLEROCKET_ARM_64"],
        ["m7i.large", "bottlerocket", "BOTTLEROCKET_x86_64"],
        ["m7g.large", "al2023", "AL2023_ARM_64_STANDARD"],
        ["m7i.large", "al2023", "AL2023_x86_64_STANDARD"],
        ["g5.xlarge", "bottlerocket", "BOTTLEROCKET_x86_64_NVIDIA"],
        ["g5.xlarge", "al2023", "AL2023_x86_64_NVIDIA"],
        ["g5g.xlarge", "bottlerocket", "BOTTLEROCKET_ARM_64_NVIDIA"],
        ["g5g.xlarge", "al2023", "AL2023_ARM_64_NVIDIA"],
        ["inf2.xlarge", "al2023", "AL2023_x86_64_NEURON"],
    ] as const;

    for (const [type, ami] of [
        ["m7g.large", "BOTTLEROCKET_ARM_64_FIPS"],
        ["g5.xlarge", "BOTTLEROCKET_x86_64_NVIDIA_FIPS"],
    ] as const) {
        it(`has the FIPS variant where that is asked for: ${ami}`, () => {
            assert.equal(amiType({ instanceTypes: [type], operatingSystem: "bottlerocket", fips: true }), ami);
            assert.ok(inputAt("aws:eks/nodeGroup:NodeGroup", "amiType").enum?.includes(ami), "EKS has such an AMI");
        });
    }

    for (const [type, operatingSystem, ami] of AMIS) {
        it(`has the driver and the architecture of ${type}, on ${operatingSystem} (case 091)`, () => {
            const config = load({
                "eks-platform:region": "us-east-1",
                "eks-platform:nodeGroups": { system: { instanceTypes: [type], max: 3, operatingSystem } },
            });
            assert.ok(config.kind === "eks");
            const [settings] = Object.values(config.nodeGroups);
            assert.ok(settings);
            assert.equal(amiType(settings), ami);
            assert.ok(inputAt("aws:eks/nodeGroup:NodeGroup", "amiType").enum?.includes(ami), "EKS has such an AMI");
        });
    }
});

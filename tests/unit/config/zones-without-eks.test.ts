import assert from "node:assert/strict";
import { load } from "./valid";

const region = (name: string, changes: object = {}) => ({
    "eks-platform:region": name,
    "eks-platform:network": changes,
});

describe("A region with a zone in which EKS is not", () => {
    const warnings = (name: string, zones: readonly string[], ofControlPlane?: readonly string[]) =>
        load({
            ...region(name, { zones }),
            "eks-platform:cluster": { kind: "eks", name: "test", ...(ofControlPlane && { zones: ofControlPlane }) },
        }).warnings;

    it("has a warning that names the control plane's zones and how to look the one up", () => {
        const [warning = "", ...others] = warnings("us-east-1", ["us-east-1a", "us-east-1b", "us-east-1e"]);
        assert.deepEqual(others, []);
        assert.match(warning, /use1-az3/);
        assert.match(warning, /us-east-1a, us-east-1b, us-east-1e/);
        assert.match(warning, /aws ec2 describe-availability-zones --region us-east-1 --zone-ids use1-az3/);
    });

    it("has it for the default zones, and for those of the control plane alone", () => {
        assert.match(load(region("us-east-1")).warnings.join(), /us-east-1a, us-east-1b, us-east-1c/);
        const zones = ["ca-central-1a", "ca-central-1b", "ca-central-1d"];
        const warned = warnings("ca-central-1", zones, ["ca-central-1a", "ca-central-1d"]).join();
        assert.match(warned, /cac1-az3.*ca-central-1a, ca-central-1d/s);
        assert.doesNotMatch(warned, /ca-central-1b/);
    });

    it("is no other one", () => {
        assert.deepEqual(load(region("eu-west-1")).warnings, []);
        assert.deepEqual(load(region("us-east-2")).warnings, []);
    });
});

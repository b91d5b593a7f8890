import assert from "node:assert/strict";
import { clusterAutoscaler } from "../../../components/addons/cluster-autoscaler";
import { clusterAutoscalerPermissions } from "../../../components/addons/cluster-autoscaler/permissions";
import { samples } from "../../../components/addons/samples";

const ACCOUNT = { id: "111122223333", region: "eu-west-1", partition: "aws" };

describe("The Cluster Autoscaler", () => {
    const [sample] = samples([clusterAutoscaler]);

    it("has a release of the minor version of its cluster, whatever the chart would install", () => {
        for (const kubernetes of clusterAutoscaler.kubernetes ?? []) {
            assert.ok(sample?.context.kind === "eks");
            const { image } = clusterAutoscaler.plan({ ...sample.context, kubernetes }, {}).values;
            assert.match(JSON.stringify(image), new RegExp(`"v${kubernetes.replace(".", "\\.")}\\.\\d+"`));
        }
    });

    it("finds the groups by the tags that EKS gives them", () => {
        assert.deepEqual(sample?.values.autoDiscovery, { clusterName: "prod" });
    });

    it("compares groups without the labels in which all of them differ, so that it balances them", () => {
        // What EKS puts on nodes of a group with a launch template, less what the autoscaler's own comparison for AWS leaves out.
        const { customArgs } = Object(sample?.values);
        for (const label of [
            "eks-platform/node-group",
            "eks.amazonaws.com/nodegroup-image",
            "topology.k8s.aws/zone-id",
            "eks.amazonaws.com/sourceLaunchTemplateId",
            "eks.amazonaws.com/sourceLaunchTemplateVersion",
        ]) {
            assert.ok(customArgs.includes(`--balancing-ignore-label=${label}`), label);
        }
    });

    it("may change the size of its own cluster's groups only", () => {
        const statements = clusterAutoscalerPermissions("prod", ACCOUNT);
        const changing = statements.filter(({ Action }) => /Set|Terminate|Update|Create|Delete/.test(String(Action)));
        assert.equal(changing.length, 1);
        const tags = changing[0]?.Condition?.StringEquals ?? {};
        assert.equal(tags["autoscaling:ResourceTag/k8s.io/cluster-autoscaler/prod"], "owned");
        // Of what everything is asked, nothing is changed.
        for (const { Action, Resource } of statements.filter((statement) => statement.Resource === "*")) {
            assert.ok(
                [Action].flat().every((action) => /:(Describe|Get)/.test(action)),
                String(Resource),
            );
        }
    });
});

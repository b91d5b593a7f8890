import assert from "node:assert/strict";
import { judge, ruleOf } from "./support/judge";
import { object } from "./support/resources";

const ADMISSION = "admissionregistration.k8s.io";

/** API versions with the last minor version of Kubernetes that serves them, and the first that does not. */
const BOUNDARIES: readonly (readonly [apiVersion: string, kind: string, last: string, first: string])[] = [
    ["extensions/v1beta1", "Deployment", "1.15", "1.16"],
    ["apps/v1beta2", "ControllerRevision", "1.15", "1.16"],
    ["networking.k8s.io/v1beta1", "Ingress", "1.21", "1.22"],
    ["policy/v1beta1", "PodSecurityPolicy", "1.24", "1.25"],
    ["autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.25", "1.26"],
    ["storage.k8s.io/v1beta1", "CSIStorageCapacity", "1.26", "1.27"],
    ["flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "1.31", "1.32"],
    [`${ADMISSION}/v1beta1`, "ValidatingAdmissionPolicy", "1.33", "1.34"],
    ["networking.k8s.io/v1beta1", "ServiceCIDR", "1.36", "1.37"],
    ["storage.k8s.io/v1beta1", "VolumeAttributesClass", "1.36", "1.37"],
    ["resource.k8s.io/v1beta1", "ResourceClaim", "1.37", "1.38"],
    [`${ADMISSION}/v1beta1`, "MutatingAdmissionPolicy", "1.39", "1.40"],
];

describe("The rule removed-api, by the version of the cluster", () => {
    const rule = ruleOf("removed-api");
    const finds = (apiVersion: string, kind: string, clusterVersion?: string) =>
        judge(rule, object(apiVersion, kind, {}), {}, clusterVersion === undefined ? {} : { clusterVersion }).findings;

    for (const [apiVersion, kind, last, first] of BOUNDARIES) {
        it(`finds ${kind} in ${apiVersion} from ${first} on`, () => {
            assert.deepEqual(finds(apiVersion, kind, last), []);
            assert.deepEqual(
                finds(apiVersion, kind, first).map(({ path }) => path),
                ["apiVersion"],
            );
        });
    }

    it("takes the oldest version that EKS offers where the cluster's is not known", () => {
        assert.equal(finds("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema").length, 1);
        assert.deepEqual(finds(`${ADMISSION}/v1beta1`, "MutatingAdmissionPolicy"), []);
    });

    it("names the version to write instead, and says where there is none", () => {
        assert.match(finds("batch/v1beta1", "CronJob", "1.33")[0]?.message ?? "", /use batch\/v1$/);
        assert.match(finds("policy/v1beta1", "PodSecurityPolicy", "1.33")[0]?.message ?? "", /the kind is gone/);
    });

    it("judges by what the object says, whatever version its Pulumi type names", () => {
        const aliased = {
            ...object("networking.k8s.io/v1", "Ingress", {}),
            type: "kubernetes:extensions/v1beta1:Ingress",
        };
        assert.deepEqual(judge(rule, aliased).findings, []);
    });
});

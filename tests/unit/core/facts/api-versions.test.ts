import assert from "node:assert/strict";
import { apiVersionsOf, LISTED_VERSIONS } from "../../../../core/facts/kubernetes/api-versions";
import { KUBERNETES_VERSIONS } from "../../../../core/facts/kubernetes/versions";

describe("The API of a Kubernetes version", () => {
    it("is listed for every version that EKS serves", () => {
        assert.deepEqual(LISTED_VERSIONS, Object.keys(KUBERNETES_VERSIONS));
    });

    it("has versions and kinds as Helm asks for them", () => {
        for (const version of LISTED_VERSIONS) {
            const versions = apiVersionsOf(version);
            for (const one of ["v1", "v1/Pod", "apps/v1", "policy/v1/PodDisruptionBudget", "autoscaling/v2"]) {
                assert.ok(versions.includes(one), `${version}: ${one}`);
            }
            assert.equal(new Set(versions).size, versions.length);
        }
    });

    it("has what each version brought, and nothing that is removed, alpha or beta", () => {
        assert.ok(!apiVersionsOf("1.33").includes("resource.k8s.io/v1"));
        assert.ok(apiVersionsOf("1.34").includes("resource.k8s.io/v1/ResourceClaim"));
        for (const version of LISTED_VERSIONS) {
            assert.deepEqual(
                apiVersionsOf(version).filter((one) => /alpha|beta|PodSecurityPolicy/.test(one)),
                [],
            );
        }
    });

    it("is that of the nearest version where none is listed", () => {
        assert.deepEqual(apiVersionsOf("1.20"), apiVersionsOf("1.33"));
        assert.deepEqual(apiVersionsOf("1.99"), apiVersionsOf("1.36"));
    });
});

import assert from "node:assert/strict";
import { apiVersionsOf } from "../../core/facts/kubernetes/api-versions";
import { usePlane } from "./plane";

interface ResourceList {
    readonly resources: readonly { readonly kind: string }[];
}

describe("The API that charts are rendered for", function () {
    this.timeout(60_000);
    const plane = usePlane();

    it("is what a real API server of the version serves", async () => {
        const { major = "", minor = "" } = (await plane().get<Record<string, string>>("/version")) ?? {};
        const { groups = [] } =
            (await plane().get<{ groups: readonly { versions: readonly { groupVersion: string }[] }[] }>("/apis")) ??
            {};
        const versions = groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion));
        const served: string[] = [];
        for (const version of ["v1", ...versions]) {
            const list = await plane().get<ResourceList>(version === "v1" ? "/api/v1" : `/apis/${version}`);
            served.push(version, ...new Set((list?.resources ?? []).map(({ kind }) => `${version}/${kind}`)));
        }
        assert.deepEqual(served.toSorted(), apiVersionsOf(`${major}.${minor}`).toSorted());
    });
});

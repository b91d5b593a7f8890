import assert from "node:assert/strict";
import { BUILT_IN_KINDS } from "../../core/facts/kubernetes/api-groups";
import { apiVersionsOf } from "../../core/facts/kubernetes/api-versions";
import { KUBERNETES_CASES } from "../policies/cases/kubernetes";
import { edit } from "../policies/support/edit";
import { pathsOf, ruleOf } from "../policies/support/judge";
import { object } from "../policies/support/resources";
import { compliantPod } from "../policies/support/workloads";
import { GuardedPlane } from "./guarded-plane";
import { usePlane } from "./plane";
import { completed } from "./valid-objects";

/** Rules that say in advance what the API server refuses. */
const FORETELLING = ["selector-mismatch", "disruption-budget-amount"];
/** What an API server of today serves; what older ones were asked can be asked of none. */
const SERVED = new Set(apiVersionsOf());
const CASES = KUBERNETES_CASES.filter(
    ({ rule, resource: { props } }) => FORETELLING.includes(rule) && SERVED.has(`${props.apiVersion}/${props.kind}`),
);
const CONTAINER = "spec.containers[0]";

describe("What rules say that the API server refuses, the real one refuses", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let server: GuardedPlane;

    before(async () => {
        server = await GuardedPlane.connect(plane());
        await plane().create("/api/v1/namespaces", { metadata: { name: "shop" } });
        await plane().create("/api/v1/namespaces/shop/serviceaccounts", { metadata: { name: "web" } });
        await plane().create("/apis/scheduling.k8s.io/v1/priorityclasses", { metadata: { name: "shop" }, value: 1 });
    });

    for (const { rule, resource, breaches, accepted = [] } of CASES) {
        it(`${rule}, of a ${String(resource.props.kind)}`, async () => {
            assert.equal((await server.tryCreate(completed(resource, ""))).status, 201);
            for (const { what, path, value } of breaches) {
                const { status } = await server.tryCreate(completed(edit(resource, `props.${path}`, value), path));
                assert.equal(status, 422, what);
            }
            // What was read back is nothing to create.
            for (const { what, path, value } of accepted.filter((one) => one.path !== "")) {
                const { status, message } = await server.tryCreate(
                    completed(edit(resource, `props.${path}`, value), path),
                );
                assert.equal(status, 201, `${what}: ${message}`);
            }
        });
    }

    it("and it takes limits of zero, which are none, and makes requests of a pod's limits", async () => {
        const pod = object("v1", "Pod", { spec: compliantPod.spec, metadata: compliantPod.metadata });
        const zero = edit(pod, `props.${CONTAINER}.resources`, { limits: { memory: "0" } });
        assert.equal((await server.tryCreate(zero)).status, 201);
        assert.deepEqual(pathsOf(ruleOf("memory-limit"), zero), [`${CONTAINER}.resources.limits.memory`]);

        const limited = edit(
            edit(pod, "props.spec.resources", { limits: { cpu: "1", memory: "1Gi" } }),
            `props.${CONTAINER}.resources`,
            undefined,
        );
        await plane().create("/api/v1/namespaces/shop/pods", limited.props);
        const made = await plane().get<{ spec: { resources: unknown } }>("/api/v1/namespaces/shop/pods/web");
        const amounts = { cpu: "1", memory: "1Gi" };
        assert.deepEqual(made?.spec.resources, { limits: amounts, requests: amounts });
        assert.deepEqual(pathsOf(ruleOf("resource-requests"), limited), []);
    });

    it("and every kind that it serves is known", async () => {
        interface Groups {
            groups: { versions: { groupVersion: string }[] }[];
        }
        const { groups } = (await plane().get<Groups>("/apis")) ?? assert.fail();
        const versions = groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion));
        const unknown: string[] = [];
        for (const version of ["v1", ...versions]) {
            const path = version === "v1" ? "/api/v1" : `/apis/${version}`;
            const { resources } =
                (await plane().get<{ resources: { name: string; kind: string }[] }>(path)) ?? assert.fail();
            const kinds = resources.filter(({ name }) => !name.includes("/")).map(({ kind }) => kind);
            unknown.push(...kinds.filter((kind) => BUILT_IN_KINDS.get(version)?.includes(kind) !== true));
        }
        assert.deepEqual(unknown, []);
    });
});

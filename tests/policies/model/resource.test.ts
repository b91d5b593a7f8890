import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { evaluate, toSubject } from "../../../policies/model/evaluate";
import { POD_TEMPLATES } from "../../../policies/model/pod-templates";
import { type RawResource, toResources } from "../../../policies/model/resource";
import { ruleOf, TODAY } from "../support/judge";

const identify = (type: string, props: RawResource["props"] = {}) =>
    toResources({ type, name: "logical", props }).map(({ group, apiVersion, kind, namespace, name, isPatch }) => ({
        group,
        apiVersion,
        kind,
        namespace,
        name,
        isPatch,
    }));
const NONE = { namespace: undefined, name: "logical", isPatch: false };

describe("A resource", () => {
    it("is identified by its type", () => {
        assert.deepEqual(identify("kubernetes:core/v1:Pod"), [{ ...NONE, group: "", apiVersion: "v1", kind: "Pod" }]);
        assert.deepEqual(identify("kubernetes:apps/v1:Deployment"), [
            { ...NONE, group: "apps", apiVersion: "apps/v1", kind: "Deployment" },
        ]);
        assert.deepEqual(identify("aws:kms/key:Key"), [
            { ...NONE, group: undefined, apiVersion: undefined, kind: undefined },
        ]);
    });

    it("has the name and namespace that it gets in the cluster, where they are known", () => {
        const metadata = { name: "web", namespace: "shop" };
        const [known] = identify("kubernetes:core/v1:Pod", { metadata });
        assert.deepEqual([known?.namespace, known?.name], ["shop", "web"]);
        const [unknown] = identify("kubernetes:core/v1:Pod", { metadata: { name: UNKNOWN, namespace: UNKNOWN } });
        assert.deepEqual([unknown?.namespace, unknown?.name], [undefined, "logical"]);
    });

    it("is a patch of its kind", () => {
        const patch = { ...NONE, group: "apps", apiVersion: "apps/v1", kind: "Deployment", isPatch: true };
        assert.deepEqual(identify("kubernetes:apps/v1:DeploymentPatch"), [patch]);
        assert.deepEqual(identify("kubernetes:apps/v1:DeploymentPatch", { kind: "Deployment" }), [patch]);
    });

    it("is a patch where a file writes a workload without selector, labels and image, which no API server would make", () => {
        const of = (spec: unknown, kind = "StatefulSet", extra: Partial<RawResource> = {}) => {
            const props = { apiVersion: "apps/v1", kind, metadata: { name: "web" }, spec };
            return toResources({ type: `kubernetes:apps/v1:${kind}`, props, ...extra })[0]?.isPatch;
        };
        const container = { name: "web", env: [{ name: "REPLICAS", value: "0" }] };
        const partial = { replicas: 0, template: { spec: { containers: [container] } } };
        assert.equal(of(partial), true);
        assert.equal(of({ replicas: 2 }, "Deployment"), true);
        const props = { apiVersion: "extensions/v1beta1", kind: "Deployment", spec: { replicas: 2 } };
        assert.equal(toResources({ type: "kubernetes:extensions/v1beta1:Deployment", props })[0]?.isPatch, true);
        for (const [spec, kind, extra] of [
            [{ ...partial, selector: { matchLabels: { app: "web" } } }],
            [{ ...partial, selector: UNKNOWN }],
            [{ template: { ...partial.template, metadata: { labels: { app: "web" } } } }],
            [{ template: { spec: { containers: [{ ...container, image: "web:1" }] } } }],
            [{ template: { spec: { containers: [{ ...container, image: UNKNOWN }] } } }],
            [{ template: UNKNOWN }],
            [{ template: { spec: { containers: UNKNOWN } } }],
            [UNKNOWN],
            [partial, "StatefulSet", { urn: "urn:pulumi:prod::shop::kubernetes:apps/v1:StatefulSet::web" }],
        ] as readonly (readonly [unknown, string?, Partial<RawResource>?])[]) {
            assert.equal(of(spec, kind, extra), false, JSON.stringify(spec));
        }
    });

    it("is a kind of its own where only its name looks like a patch", () => {
        const props = { apiVersion: "example.com/v1", kind: "ConfigPatch" };
        assert.deepEqual(identify("kubernetes:example.com/v1:ConfigPatch", props)[0]?.isPatch, false);
    });

    it("is each member of a list", () => {
        const items = [{ metadata: { name: "a" } }, { kind: "Role", apiVersion: "rbac.authorization.k8s.io/v1" }];
        const kinds = (type: string) =>
            identify(type, { items }).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
        assert.deepEqual(kinds("kubernetes:core/v1:ConfigMapList"), [
            "v1 ConfigMap",
            "rbac.authorization.k8s.io/v1 Role",
        ]);
    });

    it("is itself where a list contains itself", () => {
        const list: Record<string, unknown> = { apiVersion: "v1", kind: "List" };
        list.items = [list];
        assert.equal(toResources({ type: "kubernetes:core/v1:List", props: list }).length, 1);
    });

    it("makes pods where the program says so", () => {
        const props = {
            apiVersion: "example.com/v1",
            kind: "Fleet",
            spec: { pods: [{ spec: { containers: [{ name: "a", securityContext: { privileged: true } }] } }] },
        };
        const [fleet] = toResources({ type: "kubernetes:example.com/v1:Fleet", props });
        assert(fleet);
        const locations = [...POD_TEMPLATES, { groups: ["example.com"], kinds: ["Fleet"], path: "spec.pods[*]" }];
        const find = (subject: ReturnType<typeof toSubject>) =>
            evaluate(ruleOf("psa-privileged"), subject, { config: {}, today: TODAY }).findings.map(({ path }) => path);
        assert.deepEqual(find(toSubject(fleet)), []);
        assert.deepEqual(find(toSubject(fleet, locations)), [
            "spec.pods[0].spec.containers[0].securityContext.privileged",
        ]);
    });
});

import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { RawResource } from "../../../policies/model/resource";
import { SECRET } from "../../../policies/model/value";
import { object, resource } from "../support/resources";
import { app, closedRelease, judgeStack, namespace, networkPolicy, stackOf, statefulSet, workload } from "./support";

const PROVIDER = "pulumi:providers:kubernetes";
const by = (name: string, ...raws: readonly RawResource[]) =>
    raws.map((raw) => ({ ...raw, provider: { type: PROVIDER, name } }));
const provider = (name: string, props: Record<string, unknown>) => resource(PROVIDER, props, { name });
const named = (apiVersion: string, kind: string, name: string, fields: Record<string, unknown> = {}) =>
    object(apiVersion, kind, { metadata: { name }, ...fields });

const budget = named("policy/v1", "PodDisruptionBudget", "web", {
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
});
const service = named("v1", "Service", "web", { spec: { selector: { app: "web" } } });
const quota = named("v1", "ResourceQuota", "quota");
const deny = networkPolicy("deny", { podSelector: {}, policyTypes: ["Ingress"] });
const web = workload("Deployment", "web", { replicas: 2 }, { serviceAccountName: "web" });
const account = (metadata: Record<string, unknown> = {}) =>
    object("v1", "ServiceAccount", { metadata: { name: "web", ...metadata } });

describe("Relations between objects of several clusters", () => {
    const found = (id: string, ...raws: readonly (readonly RawResource[])[]) => judgeStack(id, raws.flat()).found;
    const AT_ACCOUNT = "Deployment shop/web spec.template.spec.serviceAccountName";

    it("look for what is named in the same cluster alone", () => {
        const blue = by("blue", namespace(), web);
        assert.deepEqual(found("dangling-reference", blue, by("blue", account())), []);
        assert.deepEqual(found("dangling-reference", blue, by("green", account())), [AT_ACCOUNT]);
        assert.deepEqual(found("dangling-reference", by("default_4_34_2", namespace(), web), by("green", account())), [
            AT_ACCOUNT,
        ]);
    });

    it("take a namespace for declared in the cluster that declares it", () => {
        assert.deepEqual(found("dangling-reference", by("blue", namespace()), by("green", web)), []);
    });

    it("select pods of the same cluster alone", () => {
        const AT_SERVICE = "Service shop/web spec.selector";
        const all = (pods: string) => [...by("blue", namespace(), service), ...by(pods, web)];
        assert.deepEqual(found("dangling-reference", all("blue"), by("blue", account())), []);
        assert.deepEqual(found("dangling-reference", all("green"), by("blue", account())), [AT_SERVICE]);
    });

    it("guard the namespaces of each cluster", () => {
        const [blue, green] = [by("blue", namespace(), web), by("green", namespace(), web)];
        const missing = (...raws: readonly (readonly RawResource[])[]) => found("namespace-guardrails", ...raws).length;
        assert.equal(missing(blue, green), 6);
        assert.equal(missing(blue, green, by("blue", quota)), 5);
        assert.equal(missing(blue, green, by("green", quota, deny)), 4);
    });

    it("give workloads the budgets of their own cluster", () => {
        const AT_REPLICAS = "Deployment shop/web spec.replicas";
        assert.deepEqual(found("disruption-budget", by("blue", web, budget)), []);
        assert.deepEqual(found("disruption-budget", by("blue", web), by("green", budget)), [AT_REPLICAS]);
    });

    it("let nobody of another cluster reach a stateful service, nor close it", () => {
        const db = statefulSet("db");
        const open = networkPolicy("db", { ...app("db"), ingress: [{ from: [{ podSelector: {} }] }] });
        const reached = found("stateful-reachability", by("blue", namespace(), db, open), by("green", web));
        assert.deepEqual(reached, []);
        assert.deepEqual(found("stateful-reachability", by("blue", namespace(), db), by("green", open)), [
            "StatefulSet shop/db spec.template.metadata.labels",
        ]);
    });

    it("leave an association open that only one of the clusters has the account for", () => {
        const association = resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", {
            ...{ clusterName: "one", namespace: "shop", serviceAccount: "web", roleArn: "arn:aws:iam::1:role/x" },
        });
        const verdict = (...raws: readonly (readonly RawResource[])[]) =>
            judgeStack("pod-identity", [association, ...raws.flat()]);
        const [blue, green] = [by("blue", namespace()), by("green", namespace())];
        const at = `${association.type} web serviceAccount`;
        assert.deepEqual(verdict(blue, green).found, [at]);
        const half = verdict(blue, green, by("blue", account()));
        assert.deepEqual([half.found, half.open], [[], [at]]);
        const both = verdict(blue, green, by("blue", account()), by("green", account()));
        assert.deepEqual([both.found, both.open], [[], []]);
        const annotated = account({ annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/y" } });
        const mixed = verdict(by("blue", annotated), by("green", account()));
        assert.deepEqual([mixed.found, mixed.open.length], [[], 1]);
    });

    it("leave open in its own cluster what a chart that stays closed may hold", () => {
        const [chart] = by("green", closedRelease("shop"));
        assert(chart);
        assert.deepEqual(found("dangling-reference", by("blue", namespace(), web), [chart]), [AT_ACCOUNT]);
    });

    const clusters = (...providers: readonly RawResource[]) =>
        stackOf([...providers, ...by("blue", quota), ...by("green", quota)]).clusters.length;

    it("take providers for one cluster where both name it alike", () => {
        const both = (props: Record<string, unknown>, other = props) =>
            clusters(provider("blue", props), provider("green", other));
        assert.equal(both({ kubeconfig: "~/.kube/config", context: "a" }), 1);
        assert.equal(both({ kubeconfig: "~/.kube/config", context: "a" }, { kubeconfig: "~/.kube/config" }), 2);
        assert.equal(both({ clusterIdentifier: "shop", kubeconfig: UNKNOWN }), 1);
        assert.equal(both({ kubeconfig: UNKNOWN }), 2);
        assert.equal(both({ kubeconfig: SECRET }), 2);
        assert.equal(both({ enableServerSideApply: true }, {}), 1);
    });

    it("take what has no provider, and the default providers of several versions, for one cluster", () => {
        const stack = [...by("default_4_34_2", quota), ...by("default_4_20_0", deny), service];
        assert.equal(stackOf(stack).clusters.length, 1);
        assert.equal(stackOf([...stack, ...by("blue", web)]).clusters.length, 2);
    });
});

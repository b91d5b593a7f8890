import assert from "node:assert/strict";
import { relative } from "node:path";
import { judgeAll } from "../../../policies/judging/judge-all";
import { load } from "../../../policies/sources";
import { type Files, inFolder } from "../sources/support";

const NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";
const serviceFile = (port = 8000) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: [{name: http, port: ${port}}]}\n`;
const ROUTE =
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web, namespace: shop}\n" +
    "spec: {rules: [{backendRefs: [{name: web, port: 80}]}]}\n";
const workloadFile = (kind: string, name: string, spec = "", pod = "") =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  ${spec}\n` +
    `  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n` +
    `    spec: {containers: [{name: c, image: "x/y:1"}]${pod}}\n`;
const DATABASE = workloadFile("StatefulSet", "db", "volumeClaimTemplates: [{metadata: {name: data}}]");
const POLICY =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: db, namespace: shop}\n" +
    "spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {}}]}]}\n";
const DENY =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\n" +
    "spec: {podSelector: {}, policyTypes: [Ingress]}\n";
const budgetFile = (name: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ${name}, namespace: shop}\n` +
    "spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}\n";
const BROKEN = "apiVersion: v1\nkind: ServiceAccount\nmetadata: [\n";
const all = (...documents: readonly string[]) => documents.join("---\n");

/** What relations say of a folder with these files, each as `rule file:line: message`. */
async function relationsIn(files: Files, ...rules: readonly string[]): Promise<readonly string[]> {
    return inFolder(files, async (folder) => {
        const { resources, faults } = await load([folder]);
        const config = {
            all: "disabled",
            ...Object.fromEntries([...rules, "undetermined-relation"].map((rule) => [rule, "mandatory"])),
        };
        const unread = faults.filter(({ hidesObjects }) => hidesObjects).map(({ file }) => file);
        const judged = await judgeAll(resources, { config }, undefined, unread);
        return judged
            .map(({ rule, resource, path, message }) => {
                const { file = "", locate } = resource?.origin ?? {};
                return `${rule.id} ${relative(folder, file)}:${locate?.(path).line}: ${message}`;
            })
            .sort();
    });
}

describe("Relations between files", () => {
    it("say of each variant of an installation what it holds, once (case 210)", async () => {
        const variant = all(DATABASE, POLICY);
        const found = await relationsIn(
            { "a.yaml": variant, "b.yaml": variant, "c/d.yaml": variant },
            "stateful-reachability",
        );
        assert.deepEqual(
            found.map((line) => line.slice(0, line.indexOf(": "))),
            ["a.yaml:14", "b.yaml:14", "c/d.yaml:14"].map((place) => `stateful-reachability ${place}`),
        );
        assert.deepEqual(
            found.filter((line) => line.startsWith("stateful-reachability")).length,
            (await relationsIn({ "a.yaml": variant }, "stateful-reachability")).length * 3,
        );
    });

    it("take no budget for another than itself (case 211)", async () => {
        const variant = (budget: string) => all(workloadFile("Deployment", "web", "replicas: 2"), budgetFile(budget));
        assert.deepEqual(
            await relationsIn({ "a.yaml": variant("web"), "b.yaml": variant("web") }, "disruption-budget"),
            [],
        );
        assert.deepEqual(
            await relationsIn({ "a.yaml": all(variant("web"), budgetFile("web")) }, "disruption-budget"),
            [],
            "an object twice in one file is the last of the two",
        );
        const two = await relationsIn({ "a.yaml": variant("web"), "b.yaml": budgetFile("other") }, "disruption-budget");
        assert.equal(two.length, 1);
        assert.match(two.join(), /have another budget/);
    });

    it("leave open what an object of another branch of folders lacks (case 229)", async () => {
        const apart = await relationsIn({ "a/web.yaml": serviceFile(), "b/route.yaml": ROUTE }, "dangling-reference");
        assert.equal(apart.length, 1);
        assert.match(
            apart.join(),
            /^undetermined-relation b\/route\.yaml:4: .*whether Service shop\/web of another folder/,
        );
        for (const files of [
            { "a.yaml": serviceFile(), "route.yaml": ROUTE },
            { "a/web.yaml": serviceFile(), "a/b/route.yaml": ROUTE },
            { "a/b/web.yaml": serviceFile(), "a/route.yaml": ROUTE },
        ]) {
            const together = await relationsIn(files, "dangling-reference");
            assert.match(together.join(), /^dangling-reference \S+: Service shop\/web has no port 80$/);
        }
        assert.deepEqual(
            await relationsIn({ "a/web.yaml": serviceFile(80), "b/route.yaml": ROUTE }, "dangling-reference"),
            [],
        );
    });

    it("take guards from another branch of folders for what may be there", async () => {
        const open = await relationsIn(
            { "a/web.yaml": all(NAMESPACE, DATABASE), "b/policy.yaml": all(POLICY, DENY) },
            "namespace-guardrails",
            "stateful-reachability",
        );
        assert.deepEqual(
            open.filter((line) => /^stateful|closes ingress for all/.test(line) && !line.startsWith("undetermined")),
            [],
        );
        assert.ok(
            open.some((line) => /whether a policy does what is missing: no NetworkPolicy closes ingress/.test(line)),
            open.join("\n"),
        );
    });

    it("take pods without a name of their own for pods of their file alone", async () => {
        const unnamed = workloadFile("StatefulSet", "db").replace("name: db", "generateName: db-");
        const service = serviceFile().replace("{ports: [{", "{selector: {app: db}, ports: [{targetPort: gone, ");
        const files = {
            "a/db.yaml": all(unnamed.replace("StatefulSet", "Deployment"), service),
            "b/other.yaml": budgetFile("x"),
        };
        assert.match(
            (await relationsIn(files, "dangling-reference")).join(),
            /^dangling-reference a\/db\.yaml:14: no container/,
        );
    });

    it("leave open what a file that cannot be read may hold, in the same branch of folders alone", async () => {
        const workload = all(NAMESPACE, workloadFile("Deployment", "web", "", ", serviceAccountName: web"));
        const beside = await relationsIn({ "a/web.yaml": workload, "a/x.yaml": BROKEN }, "dangling-reference");
        assert.match(
            beside.join(),
            /^undetermined-relation a\/web\.yaml:13: .*whether a file that could not be read makes the ServiceAccount "web"$/,
        );
        const apart = await relationsIn({ "a/web.yaml": workload, "b/x.yaml": BROKEN }, "dangling-reference");
        assert.match(apart.join(), /^dangling-reference a\/web\.yaml:13: there is no ServiceAccount "web"/);
    });

    it("say what is not known, and not that a written value is unknown (case 219)", async () => {
        const prometheus =
            "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s, namespace: shop}\nspec: {replicas: 2}\n";
        const service =
            "apiVersion: v1\nkind: Service\nmetadata: {name: prometheus, namespace: shop}\nspec:\n  selector: {prometheus: k8s}\n";
        const found = await relationsIn(
            { "a.yaml": all(NAMESPACE, prometheus, service, workloadFile("Deployment", "web")) },
            "dangling-reference",
            "disruption-budget",
        );
        assert.deepEqual(
            found.filter((line) => line.startsWith("undetermined")),
            [
                "undetermined-relation a.yaml:14: 1 rule cannot be decided (dangling-reference), because it is not known " +
                    "whether Prometheus shop/k8s makes pods that spec.selector selects",
            ],
        );
    });

    describe("name Secrets that people make by hand or keep elsewhere", () => {
        const web = (secret: string) =>
            all(
                NAMESPACE,
                workloadFile("Deployment", "web", "", `, volumes: [{name: a, secret: {secretName: ${secret}}}]`),
            );
        const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: shop}\n`;
        const external = (name: string) =>
            "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: any, namespace: shop}\n" +
            `spec: {target: {name: ${name}}}\n`;

        it("and leave them open, beside other Secrets too", async () => {
            for (const others of [{}, { "s.yaml": secret("registry") }, { "s.yaml": external("registry") }]) {
                const found = await relationsIn({ "web.yaml": web("cloud-login"), ...others }, "dangling-reference");
                assert.equal(found.length, 1);
                assert.match(
                    found.join(),
                    /^undetermined-relation web\.yaml:13: .*somebody makes the Secret "cloud-login"/,
                );
            }
        });

        it("and find one beside a Secret of nearly its name, or beside what makes that", async () => {
            for (const other of [secret("login"), external("login")]) {
                const found = await relationsIn({ "web.yaml": web("logn"), "s.yaml": other }, "dangling-reference");
                assert.match(found.join(), /^dangling-reference web\.yaml:13: there is no Secret "logn"/);
            }
            const there = await relationsIn(
                { "web.yaml": web("login"), "s.yaml": secret("login") },
                "dangling-reference",
            );
            assert.deepEqual(there, []);
        });
    });

    describe("of a namespace that they do not declare", () => {
        const service = (name: string, app: string) =>
            `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {selector: {app: ${app}}}\n`;
        const pods = workloadFile("Deployment", "metrics-adapter");

        it("leave open whether pods of another application are what a Service selects", async () => {
            const [found = "", ...others] = await relationsIn(
                { "a.yaml": pods, "b.yaml": service("gpu-exporter", "gpu-exporter") },
                "dangling-reference",
            );
            assert.match(
                found,
                /^undetermined-relation b\.yaml:4: .*whether an application that is installed otherwise makes pods/,
            );
            assert.deepEqual(others, []);
        });

        it("leave open whether another application has the workload that an autoscaler scales", async () => {
            const scaler = (name: string) =>
                "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: any, namespace: shop}\n" +
                `spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: ${name}}}\n`;
            const apart = await relationsIn({ "a.yaml": pods, "b.yaml": scaler("accounts-db") }, "dangling-reference");
            assert.equal(apart.length, 1);
            assert.match(apart.join(), /^undetermined-relation b\.yaml:4: .*has the StatefulSet "accounts-db"/);
            const akin = await relationsIn({ "a.yaml": pods, "b.yaml": scaler("metrics-db") }, "dangling-reference");
            assert.match(akin.join(), /^dangling-reference b\.yaml:4: there is no StatefulSet "metrics-db"/);
        });

        it("find a Service without pods where they declare the namespace, hold pods in its file, or some like it", async () => {
            for (const files of [
                { "a.yaml": pods, "b.yaml": service("gpu-exporter", "gpu-exporter"), "n.yaml": NAMESPACE },
                { "b.yaml": all(pods, service("gpu-exporter", "gpu-exporter")) },
                { "a.yaml": pods, "b.yaml": service("metrics", "metrcs-adptr") },
                { "a.yaml": pods, "b.yaml": service("web", "adapter") },
            ]) {
                const found = await relationsIn(files, "dangling-reference");
                assert.match(found.join(), /^dangling-reference b\.yaml:\d+: Service shop\/\S+ selects no pod$/);
            }
        });
    });
});

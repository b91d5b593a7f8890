import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Microservice, type MicroserviceArgs } from "../../../components/workloads";
import { plainService, type WorkloadObject } from "./manifests";
import { restrictedViolations } from "./pod-security";
import { objectOf, objectsOf, type Recorded, RUNS, record } from "./recording";

const CREDENTIALS = { db: { secretName: "db", checksum: "1" } };

function recordService(args: Partial<MicroserviceArgs> = {}, preview = false): Promise<Recorded[]> {
    return record(
        () => {
            new Microservice("shop-hello", {
                name: "hello",
                namespace: "team",
                application: "shop",
                description: plainService,
                ...args,
            });
        },
        { preview },
    );
}

async function deploymentOf(args: Partial<MicroserviceArgs> = {}): Promise<WorkloadObject> {
    return objectOf(await recordService(args), "Deployment", "hello");
}

const containerOf = (workload: WorkloadObject) => {
    const [container] = workload.spec.template.spec.containers;
    assert.ok(container);
    return container;
};

describe("a microservice", () => {
    for (const { run, preview } of RUNS) {
        it(`is complete during ${run}`, async () => {
            const recorded = await recordService(
                { description: { ...plainService, env: { A: "1" }, files: { "/etc/app.conf": "x" } } },
                preview,
            );
            assert.deepEqual(recorded.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort(), [
                "ConfigMap shop-hello-env",
                "ConfigMap shop-hello-files",
                "Deployment shop-hello-deployment",
                "Microservice shop-hello",
                "NetworkPolicy shop-hello-policy",
                "PodDisruptionBudget shop-hello-budget",
                "Service shop-hello-service",
                "ServiceAccount shop-hello-account",
            ]);
        });
    }

    it("labels its pods so that its Service, budget, spread and policy find them", async () => {
        const recorded = await recordService();
        const labels = objectOf<WorkloadObject>(recorded, "Deployment", "hello").spec.template.metadata.labels;
        assert.deepEqual(labels, {
            "app.kubernetes.io/name": "hello",
            "app.kubernetes.io/instance": "shop",
            "app.kubernetes.io/version": "1.0.0",
            "app.kubernetes.io/component": "microservice",
            "app.kubernetes.io/part-of": "shop",
            "app.kubernetes.io/managed-by": "pulumi",
        });
        const deployment = objectOf<WorkloadObject>(recorded, "Deployment", "hello");
        const selectors = [
            objectOf<{ spec: { selector: Record<string, string> } }>(recorded, "Service", "hello").spec.selector,
            deployment.spec.selector.matchLabels,
            objectOf<WorkloadObject>(recorded, "PodDisruptionBudget", "hello").spec.selector.matchLabels,
            objectOf<{ spec: { podSelector: { matchLabels: Record<string, string> } } }>(
                recorded,
                "NetworkPolicy",
                "hello",
            ).spec.podSelector.matchLabels,
            ...deployment.spec.template.spec.topologySpreadConstraints.map(
                ({ labelSelector }) => labelSelector.matchLabels,
            ),
        ];
        for (const selector of selectors) {
            assert.deepEqual(selector, { "app.kubernetes.io/name": "hello", "app.kubernetes.io/instance": "shop" });
        }
    });

    it("satisfies the Pod Security Standard restricted, whatever it mounts", async () => {
        const description = {
            ...plainService,
            runAsUser: 1000,
            files: { "/etc/a/app.conf": "x", "/etc/b/app.conf": "y" },
            secretFiles: { "/etc/key": { credential: "db", key: "password" } },
            writablePaths: ["/tmp", "/var/cache/app"],
        };
        for (const deployment of [
            await deploymentOf(),
            await deploymentOf({ description, credentials: CREDENTIALS }),
        ]) {
            assert.deepEqual(restrictedViolations(deployment.spec.template.spec), []);
            assert.equal(containerOf(deployment).securityContext.readOnlyRootFilesystem, true);
        }
    });

    it("writes to /tmp and the directories that it names, and nowhere else", async () => {
        const deployment = await deploymentOf({
            description: {
                ...plainService,
                writablePaths: ["/tmp", "/var/cache/app"],
                files: { "/etc/app.conf": "x" },
            },
        });
        const writable = containerOf(deployment).volumeMounts?.filter(({ readOnly }) => !readOnly);
        assert.deepEqual(
            writable?.map(({ mountPath }) => mountPath),
            ["/tmp", "/var/cache/app"],
        );
        assert.deepEqual(containerOf(await deploymentOf()).volumeMounts, [{ name: "scratch-0", mountPath: "/tmp" }]);
    });

    it("mounts each file alone, under a key of its own", async () => {
        const files = { "/etc/a/app.conf": "one", "/etc/b/app.conf": "two", "/srv/a b$": "three" };
        const recorded = await recordService({ description: { ...plainService, files } });
        const { data } = objectOf<{ data: Record<string, string> }>(recorded, "ConfigMap", "hello-files");
        const mounts = containerOf(objectOf<WorkloadObject>(recorded, "Deployment", "hello")).volumeMounts ?? [];
        const seen = Object.fromEntries(
            mounts.flatMap(({ mountPath, subPath }) => (subPath ? [[mountPath, data[subPath]]] : [])),
        );
        assert.deepEqual(seen, files);
        for (const key of Object.keys(data)) {
            assert.match(key, /^[-._a-zA-Z0-9]+$/);
        }
    });

    it("has no token for the API server", async () => {
        const recorded = await recordService();
        const account = objectOf<{ automountServiceAccountToken: boolean }>(recorded, "ServiceAccount", "hello");
        const pod = objectOf<WorkloadObject>(recorded, "Deployment", "hello").spec.template.spec;
        assert.deepEqual(
            [account.automountServiceAccountToken, pod.automountServiceAccountToken, pod.serviceAccountName],
            [false, false, "hello"],
        );
    });

    it("takes plain variables from a ConfigMap and secret ones from a Secret", async () => {
        const description = { ...plainService, env: { MODE: "fast", PASSWORD: { credential: "db", key: "password" } } };
        const recorded = await recordService({
            description,
            credentials: CREDENTIALS,
            environment: { TABLE: pulumi.output("items") },
        });
        const container = containerOf(objectOf<WorkloadObject>(recorded, "Deployment", "hello"));
        assert.deepEqual(container.envFrom, [{ configMapRef: { name: "hello-env" } }]);
        assert.deepEqual(container.env, [
            { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
        ]);
        const { data } = objectOf<{ data: unknown }>(recorded, "ConfigMap", "hello-env");
        assert.deepEqual(data, { MODE: "fast", TABLE: "items" });
    });

    it("keeps capacity during an update and drains before it ends", async () => {
        const deployment = await deploymentOf({
            description: { ...plainService, drainSeconds: 20, terminationGracePeriodSeconds: 50 },
        });
        assert.deepEqual(deployment.spec.strategy, {
            type: "RollingUpdate",
            rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
        });
        assert.deepEqual(containerOf(deployment).lifecycle, { preStop: { sleep: { seconds: 20 } } });
        assert.equal(deployment.spec.template.spec.terminationGracePeriodSeconds, 50);
        const byDefault = await deploymentOf();
        const drain = containerOf(byDefault).lifecycle?.preStop.sleep.seconds ?? 0;
        assert.ok(byDefault.spec.template.spec.terminationGracePeriodSeconds > drain && drain > 0);
    });

    it("spreads over zones and hosts", async () => {
        const keys = (await deploymentOf()).spec.template.spec.topologySpreadConstraints.map(
            ({ topologyKey }) => topologyKey,
        );
        assert.deepEqual(keys, ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]);
    });

    it("leaves the number of replicas to the autoscaler where there is one", async () => {
        const recorded = await recordService({
            description: { ...plainService, autoscaling: { min: 3, max: 9, cpu: 60 } },
        });
        assert.equal("replicas" in objectOf<WorkloadObject>(recorded, "Deployment", "hello").spec, false);
        const { spec } = objectOf<{ spec: unknown }>(recorded, "HorizontalPodAutoscaler", "hello");
        assert.deepEqual(spec, {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "hello" },
            minReplicas: 3,
            maxReplicas: 9,
            metrics: [
                {
                    type: "Resource",
                    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } },
                },
            ],
        });
    });

    it("has a disruption budget only with two pods or more", async () => {
        const budgets = async (replicas: number) =>
            objectsOf<{ spec: { maxUnavailable: number } }>(
                await recordService({ description: { ...plainService, replicas } }),
                "PodDisruptionBudget",
            );
        assert.deepEqual(await budgets(1), []);
        assert.deepEqual(
            (await budgets(2)).map(({ spec }) => spec.maxUnavailable),
            [1],
        );
    });

    it("serves its host by TLS on the platform's ingress", async () => {
        const ingress = { className: "traefik", controllerNamespace: "ingress" };
        const description = {
            ...plainService,
            expose: { host: "shop.example.com", path: "/api", tlsSecret: "shop-tls" },
        };
        const { spec } = objectOf<{ spec: unknown }>(await recordService({ description, ingress }), "Ingress", "hello");
        assert.deepEqual(spec, {
            ingressClassName: "traefik",
            tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }],
            rules: [
                {
                    host: "shop.example.com",
                    http: {
                        paths: [
                            {
                                path: "/api",
                                pathType: "Prefix",
                                backend: { service: { name: "hello", port: { number: 8080 } } },
                            },
                        ],
                    },
                },
            ],
        });
    });

    it("refuses to be exposed without an ingress", async () => {
        const description = { ...plainService, expose: { host: "shop.example.com" } };
        await assert.rejects(recordService({ description }), /Enable the ingress, or remove expose/);
    });

    it("refuses a description with every fault in one error", async () => {
        const fault = await recordService({ description: { image: "hello", port: 0 } }).then(
            () => assert.fail("was accepted"),
            (error: unknown) => error,
        );
        assert.ok(pulumi.InputPropertiesError.isInstance(fault));
        assert.deepEqual(
            fault.errors?.map(({ propertyPath }) => propertyPath),
            ["description.image", "description.port"],
        );
    });

    it("needs no Service as a worker without ports", async () => {
        const recorded = await recordService({ description: { image: plainService.image } });
        assert.deepEqual(objectsOf(recorded, "Service"), []);
        assert.equal(containerOf(objectOf<WorkloadObject>(recorded, "Deployment", "hello")).readinessProbe, undefined);
    });
});

describe("the pods of a microservice", () => {
    const base = {
        ...plainService,
        env: { MODE: "fast", PASSWORD: { credential: "db", key: "password" } },
        files: { "/etc/app.conf": "x" },
    };
    const annotationsOf = async (args: Partial<MicroserviceArgs>) =>
        (await deploymentOf({ description: base, credentials: CREDENTIALS, ...args })).spec.template.metadata
            .annotations;

    const restarts: [string, Partial<MicroserviceArgs>][] = [
        ["a plain variable", { description: { ...base, env: { ...base.env, MODE: "slow" } } }],
        ["a file's content", { description: { ...base, files: { "/etc/app.conf": "y" } } }],
        ["the content of a Secret", { credentials: { db: { secretName: "db", checksum: "2" } } }],
        ["a variable that another resource gives", { environment: { TABLE: pulumi.output("items") } }],
    ];
    for (const [what, change] of restarts) {
        it(`restart with ${what}`, async () =>
            assert.notDeepEqual(await annotationsOf(change), await annotationsOf({})));
    }

    it("restart when the value that another resource gives changes", async () => {
        const withTable = (table: string) => annotationsOf({ environment: { TABLE: pulumi.output(table) } });
        assert.notDeepEqual(await withTable("items"), await withTable("things"));
        assert.deepEqual(await withTable("items"), await withTable("items"));
    });

    const quiet: [string, Partial<MicroserviceArgs>][] = [
        ["nothing changed", {}],
        [
            "only the order of variables changed",
            { description: { ...base, env: { PASSWORD: base.env.PASSWORD, MODE: "fast" } } },
        ],
        [
            "a Secret that they do not use changed",
            { credentials: { ...CREDENTIALS, other: { secretName: "other", checksum: "2" } } },
        ],
        ["only the number of replicas changed", { description: { ...base, replicas: 5 } }],
    ];
    for (const [what, change] of quiet) {
        it(`stay when ${what}`, async () => assert.deepEqual(await annotationsOf(change), await annotationsOf({})));
    }
});

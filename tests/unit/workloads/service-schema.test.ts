import assert from "node:assert/strict";
import { allowedBy, toFaults } from "../../../components/schema/issues";
import { type ServiceDescription, serviceSchema } from "../../../components/workloads/kinds";
import { plainService } from "./manifests";

const faultsOf = (description: unknown) => {
    const result = serviceSchema.safeParse(description, { reportInput: true, error: allowedBy });
    return (result.error?.issues ?? []).flatMap((issue) => toFaults("hello", issue));
};

describe("a service description", () => {
    it("needs no more than an image", () => assert.deepEqual(faultsOf({ image: plainService.image }), []));

    it("keeps its meaning when it is completed twice", () => {
        const full: ServiceDescription = {
            ...plainService,
            env: { DEBUG: true, WORKERS: 4, KEY: { credential: "db", key: "password" } },
            resources: { requests: { cpu: 2 } },
            probes: { readiness: { path: "/health" } },
            autoscaling: { max: 5 },
        };
        const once = serviceSchema.parse(full);
        assert.deepEqual(serviceSchema.parse(once), once);
        assert.deepEqual(once.env, { DEBUG: "true", WORKERS: "4", KEY: { credential: "db", key: "password" } });
    });

    it("has two replicas, or one where it keeps data, or as many as the autoscaler says", () => {
        assert.equal(serviceSchema.parse(plainService).replicas, 2);
        assert.equal(serviceSchema.parse({ ...plainService, kind: "stateful" }).replicas, 1);
        assert.equal(serviceSchema.parse({ ...plainService, autoscaling: { max: 3 } }).replicas, undefined);
    });

    describe("resources", () => {
        const resourcesOf = (resources: ServiceDescription["resources"]) =>
            serviceSchema.parse({ ...plainService, resources }).resources;

        it("have requests and limits without being written", () => {
            assert.deepEqual(resourcesOf(undefined), {
                requests: { cpu: "100m", memory: "256Mi" },
                limits: { cpu: "1", memory: "512Mi" },
            });
        });

        it("limit memory to the request, and CPU to at least the request", () => {
            assert.deepEqual(resourcesOf({ requests: { cpu: "2", memory: "1Gi" } }).limits, {
                cpu: "2",
                memory: "1Gi",
            });
        });

        it("request no more than the limit", () => {
            assert.deepEqual(resourcesOf({ limits: { cpu: "50m", memory: "64Mi" } }).requests, {
                cpu: "50m",
                memory: "64Mi",
            });
        });
    });

    const port = (name: string, number: number) => ({ name, port: number });
    const refused: [string, Record<string, unknown>, string, RegExp][] = [
        ["an image without tag", { image: "registry:5000/img" }, "hello.image", /tag that stays/],
        ["the tag latest", { image: "redis:latest" }, "hello.image", /tag that stays/],
        ["no image", { image: undefined }, "hello.image", /text/],
        ["an unknown key", { replcas: 2 }, "hello.replcas", /replicas/],
        ["an unknown key inside", { expose: { host: "a.example.com", hots: "b" } }, "hello.expose.hots", /host/],
        ["another kind", { kind: "daemon" }, "hello.kind", /"microservice" or "stateful"/],
        ["replicas as text", { replicas: "two" }, "hello.replicas", /number/],
        ["a port out of range", { port: 65536 }, "hello.port", /65535/],
        ["port 0", { port: 0 }, "hello.port", /at least 1/],
        ["port beside ports", { ports: [port("http", 80)] }, "hello.port", /nothing beside ports/],
        ["a port's bad name", { port: undefined, ports: [port("HTTP", 80)] }, "hello.ports[0].name", /lower-case/],
        [
            "two ports of a name",
            { port: undefined, ports: [port("a", 80), port("a", 81)] },
            "hello.ports[1].name",
            /no other port/,
        ],
        [
            "two ports without name",
            { port: undefined, ports: [{ port: 80 }, { port: 81 }] },
            "hello.ports[1].name",
            /no other port/,
        ],
        [
            "a port twice",
            { port: undefined, ports: [port("a", 80), port("b", 80)] },
            "hello.ports[1].port",
            /no other port/,
        ],
        ["a variable's bad name", { env: { "1A": "x" } }, "hello.env.1A", /not starting with a digit/],
        ["a variable that is a list", { env: { A: ["x"] } }, "hello.env.A", /credential/],
        ["a reference without key", { env: { A: { credential: "db" } } }, "hello.env.A", /key/],
        ["a file with a relative path", { files: { "etc/app.conf": "" } }, "hello.files.etc/app.conf", /absolute path/],
        [
            "a file above the root",
            { files: { "/etc/../app.conf": "" } },
            "hello.files./etc/../app.conf",
            /absolute path/,
        ],
        [
            "a file in place of a directory",
            { files: { "/tmp": "" } },
            "hello.writablePaths[0]",
            /nothing else is mounted/,
        ],
        [
            "a CPU request in bytes",
            { resources: { requests: { cpu: "1GB" } } },
            "hello.resources.requests.cpu",
            /CPU quantity/,
        ],
        [
            "memory in millibytes",
            { resources: { limits: { memory: "128m" } } },
            "hello.resources.limits.memory",
            /at least 1Mi/,
        ],
        ["a negative quantity", { resources: { limits: { cpu: -1 } } }, "hello.resources.limits.cpu", /CPU quantity/],
        [
            "a limit below the request",
            { resources: { requests: { memory: "1Gi" }, limits: { memory: "512Mi" } } },
            "hello.resources.limits.memory",
            /at least the request \(1Gi\)/,
        ],
        ["root as user", { runAsUser: 0 }, "hello.runAsUser", /root and refused/],
        [
            "autoscaling beside replicas",
            { replicas: 2, autoscaling: { max: 3 } },
            "hello.replicas",
            /nothing beside autoscaling/,
        ],
        ["autoscaling upside down", { autoscaling: { min: 4, max: 3 } }, "hello.autoscaling.max", /at least min \(4\)/],
        [
            "autoscaling of a store",
            { kind: "stateful", autoscaling: { max: 3 } },
            "hello.autoscaling",
            /only for kind: microservice/,
        ],
        [
            "exposure of a store",
            { kind: "stateful", expose: { host: "a.example.com" } },
            "hello.expose",
            /only for kind: microservice/,
        ],
        [
            "storage of a microservice",
            { storage: { tier: "standard", size: "1Gi", mountPath: "/data" } },
            "hello.storage",
            /only for kind: stateful/,
        ],
        [
            "draining of a store",
            { kind: "stateful", drainSeconds: 5 },
            "hello.drainSeconds",
            /only for kind: microservice/,
        ],
        [
            "exposure without a port",
            { port: undefined, expose: { host: "a.example.com" } },
            "hello.expose",
            /with a port/,
        ],
        [
            "exposure of an unknown port",
            { expose: { host: "a.example.com", port: "admin" } },
            "hello.expose.port",
            /http/,
        ],
        ["a wildcard host", { expose: { host: "*.example.com" } }, "hello.expose.host", /without wildcard/],
        ["a host without domain", { expose: { host: "shop" } }, "hello.expose.host", /host name/],
        [
            "a probe of an unknown port",
            { probes: { liveness: { port: "admin" } } },
            "hello.probes.liveness.port",
            /http/,
        ],
        [
            "a probe of two kinds",
            { probes: { liveness: { path: "/", command: ["true"] } } },
            "hello.probes.liveness",
            /either path or command/,
        ],
        [
            "a probe path without slash",
            { probes: { liveness: { path: "health" } } },
            "hello.probes.liveness.path",
            /starts with a slash/,
        ],
        [
            "no time to end",
            { terminationGracePeriodSeconds: 10 },
            "hello.terminationGracePeriodSeconds",
            /more than drainSeconds \(10\)/,
        ],
        ["a budget of nothing", { disruption: { maxUnavailable: 0 } }, "hello.disruption.maxUnavailable", /at least 1/],
        ["a short password", { credentials: { db: { length: 8 } } }, "hello.credentials.db.length", /at least 16/],
        ["a credential's bad name", { credentials: { DB: {} } }, "hello.credentials.DB", /RFC 1123/],
    ];
    for (const [what, change, path, allowed] of refused) {
        it(`refuses ${what}`, () => {
            const faults = faultsOf({ ...plainService, ...change });
            assert.deepEqual(
                faults.map((fault) => fault.path),
                [path],
            );
            assert.match(String(faults[0]?.allowed), allowed);
            assert.match(String(faults[0]?.next), /\w.*[.?]$/);
        });
    }

    it("names the kind, the field, the kinds that have it and the way out, for each field that its kind lacks", () => {
        const faults = faultsOf({
            ...plainService,
            kind: "stateful",
            expose: { host: "a.example.com" },
            autoscaling: { max: 2 },
            replcas: 1,
        });
        assert.deepEqual(
            faults.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
            [
                {
                    path: "hello.autoscaling",
                    received: '{"max":2}',
                    allowed: "only for kind: microservice; a service of kind stateful has no autoscaling",
                    next: "Remove it, or set kind: microservice.",
                },
                {
                    path: "hello.expose",
                    received: '{"host":"a.example.com"}',
                    allowed: "only for kind: microservice; a service of kind stateful has no expose",
                    next: "Remove it, or set kind: microservice.",
                },
                {
                    path: "hello.replcas",
                    received: 'the key "replcas"',
                    allowed: faults.find(({ path }) => path === "hello.replcas")?.allowed ?? "",
                    next: 'Did you mean "replicas"?',
                },
            ],
        );
    });

    it("is reported with all its faults at once, those between fields among them", () => {
        const paths = faultsOf({
            image: "redis",
            port: 0,
            runAsUser: 0,
            replicas: 1,
            autoscaling: { max: 2 },
            nmae: 1,
        }).map(({ path }) => path);
        assert.deepEqual(paths.sort(), [
            "hello.image",
            "hello.nmae",
            "hello.port",
            "hello.replicas",
            "hello.runAsUser",
        ]);
    });
});

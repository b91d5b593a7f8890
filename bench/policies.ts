import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainTable } from "../cli/output/table";
import { projectRoot } from "../toolchain/paths";
import type { FlatResource } from "./floor";
import { type Memory, median, memory, time } from "./process-tree";

const RUNS = 5;
const MEMORY_RUNS = 2;
const DEPLOYMENTS = 500;
/** How the process of the policy pack is called. */
const PACK = /run-policy-pack/;

/** Prints what the full pack costs over Deployments, beside the engine's own time for them without a pack, in one run. */
export async function benchPolicies(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    try {
        const resources = join(folder, "resources.json");
        writeFileSync(resources, JSON.stringify(deployments(DEPLOYMENTS)));
        const without = ["bin/run.mjs", "bench/floor.ts", resources];
        const withPack = [...without, join(projectRoot(), "policies", "presets", "prod.json")];
        const pairs: Pair[] = [];
        await time(withPack);
        for (let run = 1; run <= RUNS; run++) {
            process.stderr.write(`policies: run ${run} of ${RUNS}\n`);
            const engine = (await time(without)).seconds;
            const judged = (await time(withPack)).seconds;
            pairs.push({ engine, judged });
        }
        const memories: Memory[] = [];
        for (let run = 1; run <= MEMORY_RUNS; run++) {
            process.stderr.write(`policies: memory, run ${run} of ${MEMORY_RUNS}\n`);
            memories.push(await memory(withPack, PACK));
        }
        print(pairs, Math.max(...memories.map(({ partMiB }) => partMiB)));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** One run of each side, one after the other: the machine's own pace changes more slowly than that. */
interface Pair {
    readonly engine: number;
    readonly judged: number;
}

function print(pairs: readonly Pair[], packMiB: number): void {
    const row = (name: string, of: (pair: Pair) => number, memory = "") => {
        const seconds = pairs.map(of).sort((left, right) => left - right);
        return [name, median(seconds).toFixed(2), `${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)}`, memory];
    };
    const rows = [
        row("the engine alone", ({ engine }) => engine),
        row("with the full pack", ({ judged }) => judged, packMiB.toFixed(0)),
        row("the pack's cost (aim: under 4 s, 400 MiB)", ({ engine, judged }) => judged - engine),
        row("ratio", ({ engine, judged }) => judged / engine),
    ];
    const head = [`${DEPLOYMENTS} Deployments, ${RUNS} pairs`, "MEDIAN SECONDS", "LEAST TO MOST", "PACK's PEAK MiB"];
    process.stdout.write(`${plainTable(head, rows)}\n`);
}

/** Deployments that break no rule, of two containers with ten variables each, in a namespace with what it needs. */
function deployments(count: number): readonly FlatResource[] {
    const custom = (type: string, name: string, inputs: Record<string, unknown>) => ({
        type,
        name,
        custom: true,
        inputs,
    });
    const object = (apiVersion: string, kind: string, name: string, fields: Record<string, unknown>) => {
        const version = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
        const metadata = { name, ...(kind !== "Namespace" && { namespace: "shop" }), ...Object(fields.metadata) };
        return custom(`kubernetes:${version}:${kind}`, `${kind}-${name}`, { apiVersion, kind, ...fields, metadata });
    };
    const everyPod = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
    const dns = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));
    const kubeSystem = { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } };
    return [
        custom("pulumi:providers:kubernetes", "cluster", {}),
        object("v1", "Namespace", "shop", {
            metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
        }),
        object("v1", "ResourceQuota", "quota", { spec: { hard: { pods: "2000" } } }),
        object("v1", "ServiceAccount", "web", { automountServiceAccountToken: false }),
        object("networking.k8s.io/v1", "NetworkPolicy", "deny", { spec: everyPod }),
        object("networking.k8s.io/v1", "NetworkPolicy", "dns", {
            spec: { ...everyPod, egress: [{ ports: dns, to: [{ namespaceSelector: kubeSystem }] }] },
        }),
        object("policy/v1", "PodDisruptionBudget", "web", {
            spec: { maxUnavailable: 1, selector: { matchLabels: { "app.kubernetes.io/part-of": "shop" } } },
        }),
        ...Array.from({ length: count }, (_, index) =>
            object("apps/v1", "Deployment", `web-${index}`, deployment(`web-${index}`)),
        ),
    ];
}

function deployment(name: string): Record<string, unknown> {
    const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop" };

    const container = (role: string, port: number) => ({
        name: role,
        image: `public.ecr.aws/shop/${role}:1.6.2`,
        env: Array.from({ length: 10 }, (_, index) => ({ name: `SETTING_${index}`, value: `value-${index}` })),
        ports: [{ name: role, containerPort: port }],
        readinessProbe: { httpGet: { path: "/ready", port } },
        livenessProbe: { httpGet: { path: "/live", port } },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
        securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
    });
    return {
        metadata: { labels },
        spec: {
            replicas: 2,
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: {
                    serviceAccountName: "web",
                    automountServiceAccountToken: false,
                    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                    containers: [container("app", 8080), container("proxy", 9090)],
                    topologySpreadConstraints: [
                        {
                            maxSkew: 1,
                            topologyKey: "topology.kubernetes.io/zone",
                            whenUnsatisfiable: "ScheduleAnyway",
                            labelSelector: { matchLabels: labels },
                        },
                    ],
                },
            },
        },
    };
}

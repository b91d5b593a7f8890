import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainTable } from "../cli/output/table";
import { projectRoot } from "../toolchain/paths";
import type { FlatResource } from "./floor";
import { type Measurement, measure, median } from "./process-tree";

const RUNS = 5;
const DEPLOYMENTS = 500;
/** How the process of the policy pack is called. */
const PACK = /run-policy-pack/;

/** Prints what the full pack costs over Deployments, beside the engine's own time for them without a pack, in one run. */
export async function benchPolicies(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    try {
        const resources = join(folder, "resources.json");
        const config = join(projectRoot(), "policies", "presets", "prod.json");
        writeFileSync(resources, JSON.stringify(deployments(DEPLOYMENTS)));
        const floor = (...args: string[]) =>
            measure(process.execPath, ["bin/run.mjs", "bench/floor.ts", resources, ...args], projectRoot(), PACK);
        const without: Measurement[] = [];
        const withPack: Measurement[] = [];
        await floor(config);
        for (let run = 1; run <= RUNS; run++) {
            process.stderr.write(`policies: run ${run} of ${RUNS}\n`);
            without.push(await floor());
            withPack.push(await floor(config));
        }
        print(without, withPack);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function print(without: readonly Measurement[], withPack: readonly Measurement[]): void {
    const seconds = (runs: readonly Measurement[]) => median(runs.map((run) => run.seconds));
    const [engine, judged] = [seconds(without), seconds(withPack)];
    const packMemory = median(withPack.map((run) => run.partMiB));
    const rows = [
        ["the engine alone", engine.toFixed(2), ""],
        ["with the full pack", judged.toFixed(2), packMemory.toFixed(0)],
        ["the pack's cost (aim: under 4 s, 400 MiB)", (judged - engine).toFixed(2), ""],
        ["ratio", `${(judged / engine).toFixed(2)}x`, ""],
    ];
    const head = [`${DEPLOYMENTS} Deployments, median of ${RUNS}`, "SECONDS", "PACK's PEAK MiB"];
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

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
        const config = join(folder, "policies.json");
        writeFileSync(resources, JSON.stringify(deployments(DEPLOYMENTS)));
        // Advice alone, so that every rule runs and nothing ends the preview early.
        writeFileSync(config, JSON.stringify({ all: "advisory" }));
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

/** Deployments of two containers with ten variables each, in one namespace. */
function deployments(count: number): readonly FlatResource[] {
    const object = (type: string, name: string, inputs: Record<string, unknown>) => ({
        type,
        name,
        custom: true,
        inputs,
    });
    return [
        object("pulumi:providers:kubernetes", "cluster", {}),
        object("kubernetes:core/v1:Namespace", "shop", {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
        }),
        ...Array.from({ length: count }, (_, index) =>
            object("kubernetes:apps/v1:Deployment", `web-${index}`, deployment(`web-${index}`)),
        ),
    ];
}

function deployment(name: string): Record<string, unknown> {
    const labels = { "app.kubernetes.io/name": name };
    const container = (role: string) => ({
        name: role,
        image: `public.ecr.aws/shop/${role}:1.6.2`,
        env: Array.from({ length: 10 }, (_, index) => ({ name: `SETTING_${index}`, value: `value-${index}` })),
        ports: [{ name: role, containerPort: 8080 }],
        readinessProbe: { httpGet: { path: "/health", port: 8080 } },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
        securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
    });
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: "shop", labels },
        spec: {
            replicas: 2,
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: {
                    serviceAccountName: name,
                    automountServiceAccountToken: false,
                    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                    containers: [container("app"), container("proxy")],
                },
            },
        },
    };
}

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkpointFile } from "../cli/engine/recovery";
import { plainTable } from "../cli/output/table";
import { resolveTools } from "../toolchain";
import { median, time } from "./process-tree";

const RUNS = 3;
const LIMIT = "--timeout=120s";

/** A resource of the engine's state, as far as it matters here. */
interface StateResource {
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly created?: string;
}

/** Seconds of one run of everything, on a control plane of its own. */
interface Run {
    readonly objects: number;
    readonly start: number;
    readonly again: number;
    readonly down: number;
    /** Parts of the first start. */
    readonly preview: number;
    readonly update: number;
    readonly guard: number;
    /** The same objects by kubectl. */
    readonly plane: number;
    readonly apply: number;
    readonly remove: number;
    readonly stop: number;
}

/**
 * Prints what `npm start`, the same again and `npm run down` take, beside an empty control plane to which kubectl applies the same objects,
 * waits for them and deletes them again, in one run.
 */
export async function benchStart(): Promise<void> {
    if (spawnSync("kubectl", ["version", "--client"]).status !== 0) {
        process.stderr.write("start: there is no kubectl on PATH, which this is measured against\n");
        return;
    }
    await resolveTools(["pulumi", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"], {
        progress: (event) => process.stderr.write(`${event.tool}: ${event.message}\n`),
    });
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run++) {
        process.stderr.write(`start: run ${run} of ${RUNS}\n`);
        runs.push(await measure());
    }
    print(runs);
}

async function measure(): Promise<Run> {
    const home = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    const platform = (...args: string[]) => time(["bin/platform.mjs", ...args], { EKS_PLATFORM_HOME: home });
    try {
        const first = await platform("start");
        const again = await platform("start");
        const state = readState(home);
        const down = await platform("local", "down");
        const plane = await platform("local", "up");
        const objects = state.flatMap(manifestOf);
        const manifests = join(home, "objects.json");
        writeFileSync(manifests, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
        const kubectl = (...args: string[]) => seconds(home, args);
        const apply =
            kubectl("apply", "--server-side", "-f", manifests) +
            kubectl("wait", "-A", "--for=condition=Available", "deployments", "--all", LIMIT) +
            kubectl("wait", "-A", "--for=jsonpath={.status.readyReplicas}=1", "statefulsets", "--all", LIMIT);
        const remove = kubectl("delete", "--cascade=foreground", "-f", manifests);
        const stop = await platform("local", "down");
        return {
            objects: objects.length,
            start: first.seconds,
            again: again.seconds,
            down: down.seconds,
            preview: saidSeconds(first.stdout, "preview"),
            update: saidSeconds(first.stdout, "up"),
            guard: creationSeconds(state.filter(({ type }) => type.startsWith("kubernetes:admissionregistration"))),
            plane: plane.seconds,
            apply,
            remove,
            stop: stop.seconds,
        };
    } finally {
        await platform("local", "down");
        rmSync(home, { recursive: true, force: true });
    }
}

function readState(home: string): readonly StateResource[] {
    const directory = join(home, "stacks", "local");
    const file = checkpointFile({ directory, stack: "local", simulated: false, note: () => undefined });
    return JSON.parse(readFileSync(file, "utf8")).checkpoint.latest.resources;
}

/** The object that a resource is, if it is one. What a Secret holds is sealed in the state. */
function manifestOf({ type, inputs }: StateResource): readonly unknown[] {
    if (!type.startsWith("kubernetes:")) {
        return [];
    }
    return [inputs?.kind === "Secret" ? { ...inputs, data: { value: "c2VjcmV0" } } : inputs];
}

function seconds(home: string, args: readonly string[]): number {
    const started = process.hrtime.bigint();
    execFileSync("kubectl", ["--kubeconfig", join(home, "local", "kubeconfig"), ...args], {
        stdio: ["ignore", "ignore", "pipe"],
    });
    return Number(process.hrtime.bigint() - started) / 1e9;
}

/** What the command itself says that an operation took. */
function saidSeconds(stdout: string, operation: string): number {
    return Number(new RegExp(`${operation} local: .*?succeeded in ([\\d.]+) s`).exec(stdout)?.[1]);
}

/** From the first creation to the last. */
function creationSeconds(resources: readonly StateResource[]): number {
    const times = resources.flatMap(({ created }) => (created === undefined ? [] : [Date.parse(created)]));
    return (Math.max(...times) - Math.min(...times)) / 1000;
}

function print(runs: readonly Run[]): void {
    const row = (name: string, of: (run: Run) => number) => {
        const values = runs.map(of).sort((left, right) => left - right);
        return [name, median(values).toFixed(2), `${values[0]?.toFixed(2)} to ${values.at(-1)?.toFixed(2)}`];
    };
    const rows = [
        row("npm start, the first (aim: 15 s)", ({ start }) => start),
        row("  its preview", ({ preview }) => preview),
        row("  its update", ({ update }) => update),
        row("    the guard's objects", ({ guard }) => guard),
        row("npm start, again (aim: 4 s)", ({ again }) => again),
        row("npm run down (aim: 10 s)", ({ down }) => down),
        row("an empty control plane", ({ plane }) => plane),
        row("  kubectl apply, and wait", ({ apply }) => apply),
        row("  kubectl delete", ({ remove }) => remove),
        row("  its end", ({ stop }) => stop),
        row("ratio: start to plane and apply", ({ start, plane, apply }) => start / (plane + apply)),
        row("ratio: down to delete and end", ({ down, remove, stop }) => down / (remove + stop)),
    ];
    const head = [`${runs[0]?.objects} objects, ${RUNS} runs`, "MEDIAN SECONDS", "LEAST TO MOST"];
    process.stdout.write(`${plainTable(head, rows)}\n`);
}

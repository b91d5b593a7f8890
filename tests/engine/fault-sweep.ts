import { readdirSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../../simulator";
import { BARE, Life, type Settings } from "./whole-life";

const DB = {
    kind: "stateful",
    image: "public.ecr.aws/docker/library/redis:8.2.3-alpine",
    port: 6379,
    storage: { tier: "standard", size: "1Gi", mountPath: "/data" },
};

/** A stack with something of everything: network, cluster, nodes, file system, a release, workloads, a claim. */
const SMALL: Settings = {
    ...BARE,
    services: { shop: { web: { image: "ghcr.io/acme/web:1.0.0", connectsTo: ["db"] }, db: DB } },
};

/** The same after a change that updates most of it, replaces its nodes, makes a workload and deletes another. */
const CHANGED: Settings = {
    ...SMALL,
    tags: { owner: "shop" },
    nodeGroups: { a: { instanceTypes: ["m7g.xlarge"], max: 3 } },
    services: { shop: { site: { image: "ghcr.io/acme/site:1.0.0", connectsTo: ["db"] }, db: DB } },
};

/** An operation from the settings that the stack has, if any, to those that it is to have. */
interface Passage {
    readonly operation: "up" | "destroy";
    readonly from?: Settings;
    readonly to: Settings;
}

const PASSAGES = {
    creation: { operation: "up", to: SMALL },
    change: { operation: "up", from: SMALL, to: CHANGED },
    removal: { operation: "destroy", from: SMALL, to: SMALL },
} as const satisfies Readonly<Record<string, Passage>>;

/** Which call of a provider it is: the so many-th of those that change something, of a type, or of an operation. */
export type Place = Pick<Fault, "at" | "type" | "operation">;

const REFUSALS = ["throttle", "client-error", "server-error"] as const;

const MISHAPS = {
    refused: ({ at }) => ({ kind: REFUSALS[at % REFUSALS.length] ?? "throttle" }),
    "done without an answer": () => ({ kind: "timeout", moment: "after" }),
    "not begun, and the engine killed": (_, life) => ({ kind: () => killEngine(life) }),
    "done, and the engine killed": (_, life) => ({ kind: () => killEngine(life), moment: "after" }),
} as const satisfies Readonly<Record<string, (place: Place, life: Life) => Pick<Fault, "kind" | "moment">>>;

/** What may become of the call of a provider. */
export type Mishap = keyof typeof MISHAPS;

/** An operation on a stack. */
export type PassageName = keyof typeof PASSAGES;

/** All of them. */
export const EVERY_PASSAGE = Object.keys(PASSAGES) as readonly PassageName[];
/** All of them. */
export const EVERY_MISHAP = Object.keys(MISHAPS) as readonly Mishap[];

/** The lives of a stack from one passage on: one that nothing disturbs, and any number that something does. */
export class Sweep {
    private readonly lives: Life[] = [];

    private constructor(
        private readonly passage: Passage,
        private readonly start: Life,
        private readonly undisturbed: Outcome,
    ) {}

    static async of(name: PassageName): Promise<Sweep> {
        const passage: Passage = PASSAGES[name];
        const start = new Life();
        if (passage.from) {
            requireDone(await start.run("up", passage.from));
            await start.pause();
        }
        const undisturbed = start.copy();
        requireDone(await undisturbed.run(passage.operation, passage.to));
        const sweep = new Sweep(passage, start, await outcomeOf(undisturbed));
        sweep.lives.push(start, undisturbed);
        return sweep;
    }

    /**
     * Runs the passage with a call that goes wrong, and then again.
     *
     * @returns what is not as if nothing had gone wrong; undefined where there is no such call
     */
    async disturbed(mishap: Mishap, place: Place): Promise<readonly string[] | undefined> {
        const { operation, to } = this.passage;
        const life = this.start.copy();
        try {
            const fault: Fault = { ...MISHAPS[mishap](place, life), ...place };
            const first = await life.run(operation, to, { fault });
            if (first.exitCode === 0) {
                return undefined;
            }
            const again = await life.run(operation, to);
            return [...again.errors, ...differences(this.undisturbed, await outcomeOf(life))];
        } finally {
            await life.close();
        }
    }

    async close(): Promise<void> {
        await Promise.all(this.lives.map((life) => life.close()));
    }
}

interface Outcome {
    readonly cloud: readonly string[];
    readonly known: readonly string[];
}

async function outcomeOf(life: Life): Promise<Outcome> {
    await life.pause();
    return { cloud: life.cloud(), known: life.known() };
}

/** What one outcome has and the other has not: an orphan in the cloud, something made twice, something that the state has lost. */
function differences(wanted: Outcome, found: Outcome): readonly string[] {
    return (["cloud", "known"] as const).flatMap((where) => [
        ...without(wanted[where], found[where]).map((line) => `${where} lacks ${line.slice(0, 200)}`),
        ...without(found[where], wanted[where]).map((line) => `${where} also has ${line.slice(0, 200)}`),
    ]);
}

/** As often as a line stands more in one list than in the other. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
    const left = [...others];
    return lines.filter((line) => {
        const at = left.indexOf(line);
        if (at === -1) {
            return true;
        }
        left.splice(at, 1);
        return false;
    });
}

function requireDone({ exitCode, errors, failure }: Awaited<ReturnType<Life["run"]>>): void {
    if (exitCode !== 0) {
        throw new Error(`a passage without faults failed: ${[failure, ...errors].join("\n")}`);
    }
}

/** Ends the engine of a life as nothing can be prepared for. */
function killEngine({ directory }: Life): void {
    const folder = realpathSync(join(directory, "project"));
    for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        if (Number(entry) !== process.pid && workingDirectory(entry) === folder) {
            process.kill(Number(entry), "SIGKILL");
        }
    }
}

function workingDirectory(pid: string): string | undefined {
    try {
        return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
        return undefined;
    }
}

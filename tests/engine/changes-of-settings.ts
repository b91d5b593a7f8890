import assert from "node:assert/strict";
import fc from "fast-check";
import { type Features, settingsOf, stackFeatures, type Ways } from "./features";
import { Life } from "./whole-life";

const image = (name: string) => `ghcr.io/acme/${name}:1.0.0`;
const storage = (size: string) => ({ storage: { tier: "standard", size, mountPath: "/data" } });
const DB = { kind: "stateful", image: image("db"), port: 5432 };

/** What a team changes of its workloads: names, namespaces, kinds, sizes. Each is made from any other one. */
const WORKLOADS: Features = {
    workloads: {
        ...stackFeatures.workloads,
        "another namespace": {
            services: { store: { web: { image: image("web") }, db: { ...DB, ...storage("1Gi") } } },
        },
        "another name": { services: { shop: { site: { image: image("web") }, data: { ...DB, ...storage("1Gi") } } } },
        "another kind": {
            services: { shop: { db: { image: image("db"), port: 5432 }, web: { ...DB, image: image("web") } } },
        },
        "a job for a service": { services: { shop: { web: { kind: "task", image: image("web") } } } },
        "a service for a job": { services: { shop: { migrate: { image: image("migrate") } } } },
        "a larger claim": { services: { shop: { db: { ...DB, ...storage("2Gi") } } } },
        "another sample": { applications: { store: { app: "retail-store", namespace: "shop", replicas: 1 } } },
    },
};

const ALL: Features = { ...stackFeatures, ...WORKLOADS };

/** Ways of a stack before a change and after it. */
export interface Change {
    readonly before: Ways;
    readonly after: Ways;
}

/** Random changes of one to three features; the same seed gives the same ones. */
export function randomChanges(count: number, seed: number): readonly Change[] {
    const ways = fc.record(
        Object.fromEntries(
            Object.entries(ALL).map(([feature, some]) => [feature, fc.constantFrom(...Object.keys(some))]),
        ),
    );
    const changed = fc.subarray(Object.keys(ALL), { minLength: 1, maxLength: 3 });
    const change = fc.tuple(ways, ways, changed, fc.boolean()).map(([before, other, features, isOfWorkloads]) => {
        const all = isOfWorkloads ? [...features, "workloads"] : features;
        return { before, after: { ...before, ...Object.fromEntries(all.map((name) => [name, other[name] ?? ""])) } };
    });
    return fc.sample(
        change.filter((one) => differing(one).length > 0),
        { numRuns: count, seed },
    );
}

/** How a change reads: what is otherwise than before. */
export function describeChange(change: Change): string {
    const { before, after } = change;
    return differing(change)
        .map((feature) => `${feature} from ${before[feature]} to ${after[feature]}`)
        .join(", ");
}

function differing({ before, after }: Change): readonly string[] {
    return Object.keys(after).filter((feature) => before[feature] !== after[feature]);
}

/**
 * Makes a change of a stack that is up, and holds that the update does what the preview has promised.
 *
 * @returns whether the preview lets it through
 */
export async function makeChange({ before, after }: Change): Promise<boolean> {
    const life = new Life();
    try {
        const first = await life.run("up", settingsOf(before, ALL));
        assert.deepEqual(first.errors, []);
        const settings = settingsOf(after, ALL);
        // What is lost by a change is another matter than whether it can be made.
        const { exitCode } = await life.preview(settings, "urn:pulumi:*");
        if (exitCode !== 0) {
            return false;
        }
        await life.settle(settings);
        return true;
    } finally {
        await life.close();
    }
}

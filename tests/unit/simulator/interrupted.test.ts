import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PropertyMap, Secret } from "../../../core/engine/values";
import { readJournal } from "../../../simulator";
import { Countdown, type Declared, emptyState, Killed, type Made, SmallEngine, type State } from "./small-engine";

const declare = (type: string, name: string, inputs: (made: Made) => PropertyMap): Declared => ({ type, name, inputs });
const text = (properties: PropertyMap, key: string) => String(properties[key]);

/** A network, a cluster and a workload: chosen names and generated ones, generated ids, secrets. */
function program(change: { readonly disk?: number; readonly path?: string; readonly setting?: string } = {}) {
    const { disk = 50, path = "/", setting = "a" } = change;
    return [
        declare("aws:ec2/vpc:Vpc", "net", () => ({ cidrBlock: "10.0.0.0/16" })),
        declare("aws:ec2/subnet:Subnet", "one", (made) => ({
            vpcId: text(made("net"), "id"),
            cidrBlock: "10.0.0.0/24",
            availabilityZone: "eu-west-1a",
        })),
        declare("aws:ec2/subnet:Subnet", "two", (made) => ({
            vpcId: text(made("net"), "id"),
            cidrBlock: "10.0.1.0/24",
            availabilityZone: "eu-west-1b",
        })),
        declare("aws:iam/role:Role", "node", () => ({ assumeRolePolicy: "{}", path })),
        declare("aws:cloudwatch/logGroup:LogGroup", "logs", () => ({ name: "/logs" })),
        declare("aws:eks/cluster:Cluster", "plat", (made) => ({
            name: "plat",
            version: "1.35",
            roleArn: "arn:aws:iam::123456789012:role/cluster",
            vpcConfig: { subnetIds: [text(made("one"), "id"), text(made("two"), "id")] },
        })),
        declare("aws:ec2/launchTemplate:LaunchTemplate", "template", () => ({
            updateDefaultVersion: true,
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: disk } }],
        })),
        declare("aws:eks/nodeGroup:NodeGroup", "nodes", (made) => ({
            clusterName: text(made("plat"), "name"),
            nodeRoleArn: text(made("node"), "arn"),
            subnetIds: [text(made("one"), "id")],
            launchTemplate: { id: text(made("template"), "id"), version: text(made("template"), "latestVersion") },
            scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 2 },
        })),
        declare("aws:eks/addon:Addon", "coredns", (made) => ({
            clusterName: text(made("plat"), "name"),
            addonName: "coredns",
        })),
        declare("kubernetes:core/v1:Namespace", "shop", () => object("Namespace", { name: "shop" })),
        declare("kubernetes:core/v1:Secret", "db", () => ({
            ...object("Secret", { name: "db", namespace: "shop" }),
            stringData: { password: new Secret("correct horse") },
        })),
        declare("kubernetes:core/v1:ConfigMap", "settings", () => ({
            ...object("ConfigMap", { name: "settings", namespace: "shop" }),
            data: { setting },
        })),
        declare("kubernetes:core/v1:ConfigMap", "unnamed", () => ({
            ...object("ConfigMap", { namespace: "shop" }),
            data: { setting },
        })),
    ];
}

function object(kind: string, metadata: PropertyMap): PropertyMap {
    return { apiVersion: "v1", kind, metadata };
}

describe("a run of the simulator that was killed", () => {
    let folder: string;
    let file: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-interrupted-"));
        file = join(folder, "world.jsonl");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** What exists, without the salt of the world's secrets. */
    const cloud = (from = file) =>
        readJournal(from)
            .map((resource) =>
                JSON.stringify(resource, (_key, value) => (value?.["sealed-secret"] ? "a secret" : value)),
            )
            .sort();

    const believed = ({ resources, old }: State) => JSON.stringify([[...resources], [...old]]);

    type Work = (engine: SmallEngine) => Promise<void>;

    /** Kills the last of some runs at each of its changes, repeats it, and compares the end with that of an undisturbed run. */
    async function killEverywhere(...works: readonly Work[]): Promise<void> {
        const last = works.at(-1);
        assert.ok(last);
        const prepare = async (to: string) => {
            const state = emptyState();
            for (const work of works.slice(0, -1)) {
                await work(new SmallEngine(to, state));
            }
            return state;
        };
        const straight = join(folder, "straight.jsonl");
        const undisturbed = await prepare(straight);
        const countdown = new Countdown();
        await last(new SmallEngine(straight, undisturbed, countdown));
        assert.ok(countdown.count > 0);
        for (const moment of ["before", "after"] as const) {
            for (let kill = 1; kill <= countdown.count; kill += 1) {
                rmSync(file, { force: true });
                const state = await prepare(file);
                const killed = last(new SmallEngine(file, state, new Countdown(kill, moment)));
                await assert.rejects(killed, Killed, `change ${kill}`);
                await last(new SmallEngine(file, state));
                assert.deepEqual(cloud(), cloud(straight), `killed ${moment} change ${kill}`);
                assert.equal(believed(state), believed(undisturbed), `state after ${moment} change ${kill}`);
            }
        }
    }

    it("is repeated to the same end, whichever create it was killed at", async () => {
        await killEverywhere((engine) => engine.up(program()));
    });

    it("is repeated to the same end where it updated and replaced", async () => {
        await killEverywhere(
            (engine) => engine.up(program()),
            (engine) => engine.up(program({ disk: 60, setting: "b" })),
        );
    });

    it("leaves nothing when a destroy is killed and repeated", async () => {
        await killEverywhere(
            (engine) => engine.up(program()),
            (engine) => engine.destroy(),
        );
    });

    it("replaces under the same generated name", async () => {
        // A role that a node group uses cannot go, so this program has the role alone.
        const role = (path: string) => program({ path }).filter(({ name }) => name === "node");
        await killEverywhere(
            (engine) => engine.up(role("/")),
            (engine) => engine.up(role("/nodes/")),
        );
    });

    it("shows in a preview what the repetition will give", async () => {
        const state = emptyState();
        const killed = new SmallEngine(file, state, new Countdown(7, "after")).up(program());
        await assert.rejects(killed, Killed);
        const planned = structuredCloneOf(state);
        await new SmallEngine(file, planned, new Countdown(), true).up(program());
        await new SmallEngine(file, state).up(program());
        assert.equal(believed(planned), believed(state));
    });

    it("deletes what it is told to beside what it took over, also of one name", async () => {
        const inShop = (kind: string) =>
            declare(`kubernetes:core/v1:${kind}`, kind, () => object(kind, { name: "ui", namespace: "shop" }));
        const before = program().filter(({ name }) => name === "shop");
        await killEverywhere(
            (engine) => engine.up([...before, inShop("ServiceAccount")]),
            (engine) => engine.up([...before, inShop("ConfigMap")]),
        );
    });

    it("does not take over what was made from other settings, and says what to do", async () => {
        const state = emptyState();
        const [, , , , , , , , , namespace] = program();
        assert.ok(namespace);
        const settings = (setting: string) => program({ setting }).filter(({ name }) => name === "settings");
        const killed = new SmallEngine(file, state, new Countdown(2, "after")).up([namespace, ...settings("a")]);
        await assert.rejects(killed, Killed);
        for (const preview of [true, false]) {
            const repeated = new SmallEngine(file, structuredCloneOf(state), new Countdown(), preview);
            await assert.rejects(
                repeated.up([namespace, ...settings("b")]),
                /ConfigMap "shop\/settings" already exists\nIt was made by a run that was interrupted.*\nNext step: run up with the former settings/,
            );
        }
    });
});

function structuredCloneOf({ resources, old }: State): State {
    return { resources: new Map(resources), old: new Map(old) };
}

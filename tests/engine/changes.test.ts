import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";
import { nameOf } from "../../core/engine/urn";
import { dangersOf } from "../../review/dangers/dangers-of";
import type { Danger } from "../../review/model/danger";
import { projectRoot } from "../../toolchain/paths";

type Settings = Readonly<Record<string, unknown>>;

/** A cluster in two zones with one node group, and a team's namespace with access of its own. */
const BASE = {
    region: "eu-west-1",
    cluster: {
        kind: "eks",
        name: "c1",
        version: "1.35",
        endpoint: { publicCidrs: ["203.0.113.0/24"] },
        access: { dev: access(["shop"]) },
    },
    nodeGroups: { a: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    namespaces: { shop: {}, tools: {} },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

function access(namespaces: readonly string[]) {
    return { principalArn: "arn:aws:iam::210987654321:role/dev", policy: "view", namespaces };
}

/** Settings of a group, a cluster or the stack in place of those of the base. */
const group = (more: Settings) => ({ nodeGroups: { a: { ...BASE.nodeGroups.a, ...more } } });
const cluster = (more: Settings) => ({ cluster: { ...BASE.cluster, ...more } });
const zones = (...letters: string[]) => ({ network: { zones: letters.map((letter) => `eu-west-1${letter}`) } });

describe("a preview of a change", function () {
    this.timeout(180_000);
    let home: string;
    let session: Session;
    let previousHome: string | undefined;

    before(async () => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-changes-"));
        previousHome = process.env.EKS_PLATFORM_HOME;
        process.env.EKS_PLATFORM_HOME = home;
        const up = await run("up", {});
        assert.deepEqual(up.errors, []);
    });
    after(async () => {
        await session?.close();
        if (previousHome === undefined) {
            delete process.env.EKS_PLATFORM_HOME;
        } else {
            process.env.EKS_PLATFORM_HOME = previousHome;
        }
        rmSync(home, { recursive: true, force: true });
    });

    /** Runs an operation with some settings changed. */
    async function run(operation: OperationName, change: Settings): Promise<OperationResult> {
        await session?.close();
        const file = join(home, "Pulumi.x.yaml");
        const entries = Object.entries({ ...BASE, ...change });
        const config = Object.fromEntries(entries.map(([key, value]) => [`eks-platform:${key}`, value]));
        writeFileSync(file, JSON.stringify({ config }));
        session = await openSession({
            ...{ target: "simulated", settings: readSettings("x", file), ephemeral: false, runsProgram: true },
            note() {},
        });
        return runOperation(session.stack, operation, {});
    }

    async function dangers(change: Settings): Promise<readonly Danger[]> {
        const { errors, steps, states } = await run("preview", change);
        assert.deepEqual(errors, []);
        return dangersOf(steps, states);
    }

    /** What is replaced or deleted, dangerous or not. */
    async function replaced(change: Settings): Promise<readonly string[]> {
        const { errors, steps } = await run("preview", change);
        assert.deepEqual(errors, []);
        const gone = steps.filter(({ op }) => op === "replace" || op === "delete");
        return gone.map(({ op, type }) => `${op} ${type.split(":").pop()}`);
    }

    /** Runs the command on the settings that were written last, without policies, which these settings break. */
    async function platform(operation: OperationName, ...options: readonly string[]) {
        await session.close();
        session = { ...session, close: async () => {} };
        const policies = join(home, "policies.json");
        writeFileSync(policies, JSON.stringify({ all: "disabled" }));
        const script = join(projectRoot(), "bin", "platform.mjs");
        const files = ["--config-file", join(home, "Pulumi.x.yaml"), "--policy-config", policies];
        const args = [operation, "x", "--offline", ...files, ...options];
        return spawnSync(process.execPath, [script, ...args], {
            encoding: "utf8",
            env: { ...process.env, NO_COLOR: "1" },
        });
    }

    async function refusal(change: Settings): Promise<string> {
        const preview = await run("preview", change);
        assert.notEqual(preview.exitCode, 0);
        return preview.errors.join("\n");
    }

    const summary = (all: readonly Danger[]) => all.map(({ kind, type }) => `${kind} ${type.split(":").pop()}`);

    it("that is none shows none", async () => {
        assert.deepEqual(await dangers({}), []);
    });

    it("replaces everything in a cluster that is renamed (case 127)", async () => {
        const preview = await run("preview", cluster({ name: "c2" }));
        const inCluster = preview.steps.filter(({ type }) => type.startsWith("kubernetes:"));
        assert.ok(inCluster.length > 10);
        assert.deepEqual(
            inCluster.filter(({ op }) => op === "same").map(({ urn }) => nameOf(urn)),
            [],
        );
        const [first, second] = dangersOf(preview.steps, preview.states);
        assert.equal(first?.type, "aws:eks/cluster:Cluster");
        assert.deepEqual(first?.causes, ['name: "c1" => "c2"']);
        assert.equal(second?.type, "kubernetes:core/v1:Namespace");
    });

    it("is refused where it would replace a cluster under its name, as another service CIDR does (case 128)", async () => {
        const words = await refusal(cluster({ serviceCidr: "10.100.0.0/16" }));
        assert.match(words, /ResourceInUseException: .*c1 cannot be replaced.*NodeGroup.*\n.*Next step/);
    });

    it("is refused where the control plane would move to a zone that is added (case 125)", async () => {
        assert.match(
            await refusal(zones("a", "b", "c")),
            /stays in the zones in which it was made: eu-west-1a, eu-west-1b/,
        );
    });

    it("keeps the control plane and the nodes in their zones where the settings name them (case 125)", async () => {
        const kept = { zones: BASE.network.zones };
        const change = { ...zones("a", "b", "c"), ...cluster(kept), ...group(kept) };
        assert.deepEqual(await dangers(change), []);
        const all = { ...zones("a", "b", "c"), ...cluster(kept) };
        assert.deepEqual(summary(await dangers(all)), ["replace NodeGroup"]);
    });

    it("is none where zones are listed in another order (case 125)", async () => {
        const preview = await run("preview", zones("b", "a"));
        assert.deepEqual(Object.keys(preview.changes), ["same"]);
    });

    it("is refused where a version goes down or skips a minor, before anything is changed", async () => {
        assert.match(await refusal(cluster({ version: "1.34", upgradePolicy: "extended" })), /from 1\.35 to 1\.34/);
    });

    it("rolls the nodes for another version, disk or stack tag, and not for another size", async () => {
        for (const change of [cluster({ version: "1.36" }), group({ diskGiB: 80 }), { tags: { cost: "42" } }]) {
            assert.deepEqual(summary(await dangers(change)), ["roll NodeGroup"]);
        }
        assert.deepEqual(await dangers(group({ max: 5 })), []);
        assert.match(
            await refusal(group({ min: 2, max: 5 })),
            /Minimum capacity 2 can't be greater than desired size 1/,
        );
    });

    it("updates every resource that has tags for one more tag of the stack", async () => {
        const { steps } = await run("preview", { tags: { cost: "42" } });
        const updated = steps.filter(({ changes = [] }) => changes.some(({ path }) => path === "tagsAll.cost"));
        assert.ok(updated.length > 30, `${updated.length} resources`);
    });

    it("takes an access policy away before it gives it for more namespaces", async () => {
        const change = { ...cluster({ access: { dev: access(["shop", "tools"]) } }) };
        assert.deepEqual(await replaced(change), ["replace AccessPolicyAssociation"]);
        assert.deepEqual(await dangers(change), []);
        const up = await run("up", change);
        assert.deepEqual(up.errors, []);
        const ops = up.steps.filter(({ type }) => type.endsWith(":AccessPolicyAssociation")).map(({ op }) => op);
        assert.deepEqual(ops, ["delete-replaced", "replace", "create-replacement"]);
        assert.equal(session.world?.list("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").length, 1);
        assert.deepEqual((await run("up", {})).errors, []);
    });

    it("gives a user access beside the role of the same name (case 086)", async () => {
        const user = { ...access(["shop"]), principalArn: "arn:aws:iam::210987654321:user/dev" };
        const { errors, steps } = await run("preview", cluster({ access: { dev: access(["shop"]), user } }));
        assert.deepEqual(errors, []);
        const changed = steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:"));
        assert.deepEqual(changed.map(({ op, type }) => `${op} ${type.split(":").at(-1)}`).toSorted(), [
            "create AccessEntry",
            "create AccessPolicyAssociation",
        ]);
    });

    it("replaces a StorageClass whose reclaim policy changes, which Kubernetes lets nobody change in place", async () => {
        const tiers = { standard: { type: "gp3", reclaimPolicy: "Retain" } };
        const { steps } = await run("preview", { storage: { tiers, defaultTier: "standard" } });
        const changed = steps.find(({ op, urn }) => op === "replace" && nameOf(urn).endsWith("-standard"));
        const causes = changed?.changes?.filter(({ replaces }) => replaces);
        assert.deepEqual(causes, [{ path: "reclaimPolicy", replaces: true, old: "Delete", new: "Retain" }]);
    });

    it("keeps its account where the allowed accounts are named later", async () => {
        const preview = await run("preview", { allowedAccountIds: ["210987654321"] });
        assert.deepEqual(preview.errors, []);
        assert.deepEqual(
            preview.steps
                .filter(({ op, type }) => op !== "same" && !type.includes("providers"))
                .map(({ urn }) => nameOf(urn)),
            [],
        );
    });

    it("that would lose data is refused before anything is changed, and carried out once it is allowed", async () => {
        const change = { namespaces: { tools: {} }, ...cluster({ access: { dev: access(["tools"]) } }) };
        assert.deepEqual(summary((await dangers(change)).filter(({ isStateful }) => isStateful)), ["delete Namespace"]);
        const refused = await platform("up", "--yes", "--json");
        assert.equal(refused.status, 3, refused.stderr);
        const { operation, dangers: found } = JSON.parse(refused.stdout);
        assert.equal(operation, "preview", "nothing but the preview ran");
        assert.deepEqual(
            found.map(({ isStateful, isAllowed, takesAlong }: Danger) => ({ isStateful, isAllowed, takesAlong })),
            [{ isStateful: true, isAllowed: false, takesAlong: [] }],
        );
        assert.equal((await run("preview", {})).changes.delete, undefined);
        await run("preview", change);
        const allowed = await platform("up", "--yes", "--allow-replace", "*-shop-namespace");
        assert.equal(allowed.status, 0, allowed.stdout + allowed.stderr);
        assert.match(
            allowed.stdout,
            /Changes that lose data: 1\n +delete +Namespace platform-namespaces-shop-namespace\n(?: {10}.*\n)* {10}allowed\n/,
        );
        assert.deepEqual((await run("up", {})).errors, []);
    });

    it("says that a namespace goes with its claims, and is refused where the stack is protected", async () => {
        const change = { namespaces: { tools: {} }, ...cluster({ access: { dev: access(["tools"]) } }) };
        const [first] = await dangers(change);
        assert.equal(first?.type, "kubernetes:core/v1:Namespace");
        assert.match(first?.loss ?? "", /everything in it/);
        const up = await run("up", { protect: true });
        assert.deepEqual(up.errors, []);
        assert.match(await refusal({ protect: true, ...change }), /shop-namespace.* cannot be deleted|protected/);
    });
});

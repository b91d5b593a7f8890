import assert from "node:assert/strict";
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    statSync,
    symlinkSync,
    truncateSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOperation } from "../../cli/engine/operation";
import { openSession } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";
import { cacheDirectory } from "../../toolchain/paths";

const SETTINGS = `config:
  eks-platform:cluster: { kind: embedded }
  eks-platform:admission: { enabled: false }
`;

const JUNK = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 167 + 201) % 256));

describe("A private stack of which a file is spoilt", function () {
    this.timeout(180_000);
    const variables = ["EKS_PLATFORM_HOME", "EKS_PLATFORM_CACHE"] as const;
    const previous = variables.map((name) => process.env[name]);
    let folder: string;
    let settings: string;
    let sound: string;
    let used: string;
    let resources: number;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-spoilt-"));
        settings = join(folder, "Pulumi.local.yaml");
        writeFileSync(settings, SETTINGS);
        // One place for all runs, since the state holds the kubeconfig's path.
        used = join(folder, "used");
        process.env.EKS_PLATFORM_HOME = join(used, "home");
        const tools = join(cacheDirectory(), "tools");
        process.env.EKS_PLATFORM_CACHE = join(used, "cache");
        mkdirSync(cacheDirectory(), { recursive: true });
        symlinkSync(tools, join(cacheDirectory(), "tools"));
        // Twice, so that there is a copy of everything that the engine keeps copies of.
        resources = (await run("up")).changes.create ?? 0;
        assert.equal((await run("refresh")).changes.same, resources);
        leaveEngineLock();
        sound = join(folder, "sound");
        cpSync(used, sound, { recursive: true, verbatimSymlinks: true });
    });

    after(() => {
        for (const [index, name] of variables.entries()) {
            const value = previous[index];
            if (value === undefined) {
                delete process.env[name];
            } else {
                process.env[name] = value;
            }
        }
        rmSync(folder, { recursive: true, force: true });
    });

    const NEEDED = ["local.json", "world.jsonl", "meta.yaml", "passphrase"];

    for (const [how, spoil, operation, op] of [
        ["empty", (file: string) => truncateSync(file, 0), "up", "same"],
        ["cut in half", (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2)), "destroy", "delete"],
    ] as const) {
        for (const name of NEEDED) {
            it(`knows every resource in ${operation} when ${name} is ${how}, and says in one line what was lost`, async () => {
                await spoiltRun(fileNamed(name), spoil, operation, op);
            });
        }
    }

    it("knows every resource whichever file is garbled", async function () {
        this.timeout(600_000);
        for (const file of filesBelow(sound).filter((name) => !name.startsWith("cache/tools/"))) {
            await spoiltRun(file, (path) => writeFileSync(path, JUNK), "up", "same");
        }
    });

    it("begins a simulated stack anew, and keeps what cannot be read, when every copy of the state is spoilt", async () => {
        restore();
        for (const file of filesBelow(used).filter((name) => /local.*\.json(\.bak)?$/.test(name))) {
            writeFileSync(join(used, file), JUNK);
        }
        const { changes, notes } = await run("up");
        assert.deepEqual(changes, { create: resources });
        assert.match(notes.join("\n"), /the state .* of the simulated stack cannot be read: set aside in .*unreadable/);
        assert.ok(filesBelow(used).some((name) => /unreadable\/state\.\d+\//.test(name)));
    });

    async function spoiltRun(
        file: string,
        spoil: (path: string) => void,
        operation: "up" | "destroy",
        op: "same" | "delete",
    ): Promise<void> {
        restore();
        spoil(join(used, file));
        const { errors, failure, changes, notes } = await run(operation);
        const what = `${operation} with ${file} spoilt: ${[...errors, failure, ...notes].join("\n")}`;
        assert.deepEqual(changes, { [op]: resources }, what);
        assert.ok(notes.length <= 1, what);
    }

    function restore(): void {
        rmSync(used, { recursive: true, force: true });
        cpSync(sound, used, { recursive: true, verbatimSymlinks: true });
    }

    function fileNamed(name: string): string {
        const file = filesBelow(sound).find((path) => path.endsWith(`/${name}`));
        assert.ok(file, name);
        return file;
    }

    /** As an engine leaves it that was killed. */
    function leaveEngineLock(): void {
        const locks = join(used, "home", "stacks", "local-simulated", "state", ".pulumi", "locks");
        const folder = join(locks, "organization", "eks-platform", "local");
        mkdirSync(folder, { recursive: true });
        writeFileSync(
            join(folder, "0b4c5e1a.json"),
            '{"pid":1,"username":"x","hostname":"x","timestamp":"2026-01-01T00:00:00Z"}',
        );
    }

    async function run(operation: "up" | "refresh" | "destroy") {
        const notes: string[] = [];
        const session = await openSession({
            target: "simulated",
            settings: readSettings("local", settings),
            ephemeral: false,
            runsProgram: true,
            note: (message) => notes.push(message),
        });
        try {
            return { ...(await runOperation(session.stack, operation, {})), notes };
        } finally {
            await session.close();
        }
    }
});

function filesBelow(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        statSync(join(folder, name)).isFile(),
    );
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { stackFile } from "../../cli/engine/project-copy";
import { type GuardedResult, guarded } from "../../cli/engine/replacement-guard";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";

/** A stack's config, without the namespace of its keys. */
export type Config = Record<string, unknown>;

/** The config that a shipped stack has. */
export function shippedConfig(stack: string): Config {
    const { config } = parse(readFileSync(stackFile(stack), "utf8"));
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace("eks-platform:", ""), value]));
}

/** A config with another value at a path such as `cluster.name`; undefined removes what is there. */
export function withValue(config: Config, path: string, value: unknown): Config {
    const [key = "", ...rest] = path.split(".");
    const inner = Object.hasOwn(config, key) ? config[key] : {};
    const next = rest.length === 0 ? value : withValue(inner as Config, rest.join("."), value);
    const { [key]: _, ...others } = config;
    return next === undefined ? others : { ...config, [key]: next };
}

/** What a preview says of a change, and what the update then really does. */
export interface Comparison {
    readonly preview: GuardedResult;
    readonly update: OperationResult;
}

/** A simulated stack that was brought up once, and of which every change gets a copy. */
export class ChangeWorld {
    private readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-change-"));
    private readonly base = join(this.folder, "base");
    private count = 0;

    /** @param stack whose name, and so whose URNs, the world has */
    constructor(
        readonly stack: string,
        readonly config: Config,
    ) {}

    /** Brings the base up. */
    async up(): Promise<OperationResult> {
        const session = await this.open(this.base, this.settings("base", this.config));
        try {
            return await runOperation(session.stack, "up", {});
        } finally {
            await session.close();
        }
    }

    /** Previews a change on a copy of the base, and carries it out there. */
    async change(config: Config): Promise<Comparison> {
        this.count += 1;
        const directory = join(this.folder, `change-${this.count}`);
        cpSync(this.base, directory, { recursive: true });
        const session = await this.open(directory, this.settings(`change-${this.count}`, config), true);
        const run = (operation: OperationName) => runOperation(session.stack, operation, {});
        try {
            const preview = guarded(await run("preview"), { given: [], configured: [] });
            return { preview, update: await run("up") };
        } finally {
            await session.close();
            rmSync(directory, { recursive: true, force: true });
        }
    }

    /** Removes all of it. */
    close(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }

    private settings(name: string, config: Config): string {
        const file = join(this.folder, `Pulumi.${name}.yaml`);
        const entries = Object.entries(config).map(([key, value]) => [`eks-platform:${key}`, value]);
        writeFileSync(file, JSON.stringify({ config: Object.fromEntries(entries) }));
        return file;
    }

    private open(directory: string, file: string, isChange = false): Promise<Session> {
        return openSession({
            target: "simulated",
            settings: readSettings(this.stack, file),
            ...(isChange && { before: readSettings(this.stack, join(this.folder, "Pulumi.base.yaml")) }),
            ephemeral: true,
            directory,
            checkpoints: false,
            runsProgram: true,
            note: () => undefined,
        });
    }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";

/** Settings of a stack, by section. */
export type Settings = Readonly<Record<string, unknown>>;

/** A small cluster in two zones without what a test of one feature does not need. */
const BASE: Settings = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "c1", endpoint: { publicCidrs: ["203.0.113.0/24"] } },
    nodeGroups: { system: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
    addons: { "metrics-server": { enabled: false } },
};

/** A stack on the simulator, run by the real engine through changes of its settings. */
export class FeatureStack {
    private readonly home = mkdtempSync(join(tmpdir(), "eks-platform-feature-"));
    private readonly previousHome = process.env.EKS_PLATFORM_HOME;
    private session: Session | undefined;

    constructor() {
        process.env.EKS_PLATFORM_HOME = this.home;
    }

    /** Runs an operation with some sections in place of those of a small cluster. */
    async run(
        operation: OperationName,
        settings: Settings = {},
        { expectNoChanges = false } = {},
    ): Promise<OperationResult> {
        await this.session?.close();
        const file = join(this.home, "Pulumi.x.yaml");
        const entries = Object.entries({ ...BASE, ...settings });
        const config = Object.fromEntries(entries.map(([key, value]) => [`eks-platform:${key}`, value]));
        writeFileSync(file, JSON.stringify({ config }));
        this.session = await openSession({
            ...{ target: "simulated", settings: readSettings("x", file), ephemeral: false, runsProgram: true },
            note() {},
        });
        return runOperation(this.session.stack, operation, { expectNoChanges });
    }

    /** The simulated cloud, as the last operation left it. */
    get world(): NonNullable<Session["world"]> {
        const world = this.session?.world;
        if (!world) {
            throw new Error("No operation has run yet.");
        }
        return world;
    }

    /** The stack as the last operation opened it. */
    get stack(): Session["stack"] {
        const stack = this.session?.stack;
        if (!stack) {
            throw new Error("No operation has run yet.");
        }
        return stack;
    }

    async close(): Promise<void> {
        await this.session?.close();
        if (this.previousHome === undefined) {
            delete process.env.EKS_PLATFORM_HOME;
        } else {
            process.env.EKS_PLATFORM_HOME = this.previousHome;
        }
        rmSync(this.home, { recursive: true, force: true });
    }
}

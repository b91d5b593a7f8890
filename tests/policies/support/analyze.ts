import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installPolicyAnalyzer, resolveTools } from "../../../toolchain";
import { projectRoot } from "../../../toolchain/paths";
import type { Data } from "./edit";

const STACK = "urn:pulumi:dev::shop::";
const PROVIDER = `${STACK}pulumi:providers:kubernetes::k8s`;

/** A policy event of `pulumi policy analyze --json`. */
export interface Violation {
    readonly policyName: string;
    /** Absent where the violation concerns the whole stack. */
    readonly resourceUrn?: string;
    readonly enforcementLevel: string;
    readonly message: string;
}

/** `pulumi policy analyze` with the pack, in a folder of its own. */
export class PolicyAnalyze {
    private constructor(
        private readonly pulumi: string,
        readonly folder: string,
    ) {}

    static async prepare(): Promise<PolicyAnalyze> {
        const tools = await resolveTools(["pulumi"]);
        const folder = mkdtempSync(join(tmpdir(), "eks-platform-policies-"));
        await installPolicyAnalyzer(tools.pulumi, { pulumiHome: folder });
        return new PolicyAnalyze(tools.pulumi.path, folder);
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }

    /** Writes a file and returns its path. */
    write(name: string, content: object): string {
        const file = join(this.folder, name);
        writeFileSync(file, JSON.stringify(content));
        return file;
    }

    /** Judges the export of a stack. */
    run(state: string, config: string) {
        const run = spawnSync(
            this.pulumi,
            [
                ...["policy", "analyze", "--json", "--file", state],
                ...["--policy-pack", join(projectRoot(), "policies"), "--policy-pack-config", config],
            ],
            {
                encoding: "utf8",
                maxBuffer: 100 * 1024 * 1024,
                env: {
                    ...process.env,
                    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
                    PULUMI_HOME: this.folder,
                    PULUMI_SKIP_UPDATE_CHECK: "true",
                },
            },
        );
        return { status: run.status, violations: violationsIn(run.stdout), output: run.stdout + run.stderr };
    }
}

/** The export of a stack with these resources, below a stack and a Kubernetes provider. */
export function stackExport(resources: readonly Data[]): Data {
    const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
    const all = [
        { urn: `${STACK}pulumi:pulumi:Stack::shop-dev`, custom: false, type: "pulumi:pulumi:Stack" },
        { urn: PROVIDER, custom: true, id: "1", type: "pulumi:providers:kubernetes", inputs: {}, outputs: {} },
        ...resources,
    ];
    return { version: 3, deployment: { manifest, resources: all } };
}

/** A resource as the export of a stack holds it. */
export function stateOf(type: string, name: string, inputs: object, outputs: object = {}): Data {
    return {
        urn: `${STACK}${type}::${name}`,
        custom: true,
        id: name,
        type,
        ...(type.startsWith("kubernetes:") && { provider: `${PROVIDER}::1` }),
        inputs,
        outputs,
    };
}

function violationsIn(stdout: string): readonly Violation[] {
    const events = stdout
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line): { policyEvent?: Violation } => JSON.parse(line));
    return events.flatMap(({ policyEvent }) => policyEvent ?? []);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../toolchain/paths";

/** One step of a job: a script, or an action. */
export interface WorkflowStep {
    readonly name?: string;
    readonly if?: string;
    readonly run?: string;
    readonly uses?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
    readonly env?: Readonly<Record<string, string>>;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly steps: readonly WorkflowStep[];
}

export interface Workflow {
    readonly name: string;
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: unknown;
    readonly env?: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

export const WORKFLOWS = join(projectRoot(), ".github", "workflows");

/** The workflows by the names of their files. */
export function workflows(): ReadonlyMap<string, Workflow> {
    return new Map(
        readdirSync(WORKFLOWS).map((file) => [file, parse(readFileSync(join(WORKFLOWS, file), "utf8")) as Workflow]),
    );
}

/**
 * A text with its expressions replaced, as the runner does before anything runs.
 *
 * @throws Error where a test does not say what an expression is
 */
export function evaluated(text: string, values: Readonly<Record<string, string>>): string {
    return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
        const value = values[expression];
        if (value === undefined) {
            throw new Error(`the test says no value of \${{ ${expression} }}`);
        }
        return value;
    });
}

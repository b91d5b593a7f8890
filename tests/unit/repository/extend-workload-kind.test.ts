import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { ScratchCopy } from "./scratch";

const KINDS = "components/workloads/kinds";
/** What the steps change. */
const CHANGED = ["components", "docs"];

const KINDS_TEST = "tests/unit/workloads/kinds.test.ts";

/** The steps of the page, each an edit of one file. Those that are left out are forgotten. */
const STEPS = {
    name: [`${KINDS}/definition.ts`, '"task"]', '"task", "sweep"]'],
    definition: [
        `${KINDS}/index.ts`,
        /(import \{ task \} from ".\/task";)([\s\S]*), task \}/,
        '$1\nimport { sweep } from "./sweep";$2, task, sweep }',
    ],
    component: [
        `${KINDS}/makers.ts`,
        /(import \{ Task \} from ".\/task\/task";)([\s\S]*?)( {4}task: )/,
        '$1\nimport { Sweep } from "./sweep/sweep";$2    sweep: (name, args, _, options) => new Sweep(name, args, options),\n$3',
    ],
    page: ["docs/services.md", "## kind: task", "## kind: sweep\n\n## kind: task"],
} as const satisfies Readonly<Record<string, readonly [file: string, before: string | RegExp, after: string]>>;

type StepName = keyof typeof STEPS;

describe("A workload kind that is added (docs/extend.md)", function () {
    this.timeout(60_000);
    let copy: ScratchCopy;

    before(() => {
        const rooms = ["apps", "cli", "core", "local", "policies", "review", "toolchain"];
        copy = new ScratchCopy([...rooms, ...CHANGED, "tests/unit/workloads", "tests/unit/docs", "tests/docs"]);
    });

    after(() => copy.close());

    beforeEach(() => {
        for (const folder of CHANGED) {
            rmSync(copy.path(folder), { recursive: true });
            cpSync(join(projectRoot(), folder), copy.path(folder), { recursive: true });
        }
    });

    it("compiles and passes with every step", () => {
        add();
        assert.deepEqual(typeFaults(), "");
        assert.equal(copy.test(KINDS_TEST).passes, true);
    });

    for (const [forgotten, says] of [
        ["name", /"?sweep"?.*not exist|sweep.*known properties/],
        ["definition", /'sweep' is missing/],
        ["component", /'sweep' is missing/],
    ] as const) {
        it(`does not compile when its ${forgotten} is forgotten`, () => {
            add(forgotten);
            assert.match(typeFaults(), says);
        });
    }

    it("does not compile when its definition leaves something open", () => {
        add();
        edit(`${KINDS}/sweep/index.ts`, / {4}pods: .*\n/, "");
        assert.match(typeFaults(), /'pods' is missing/);
    });

    it("fails a test when the page on services has no section for it", () => {
        add("page");
        assert.match(copy.test(KINDS_TEST).output, /1 failing[\s\S]*have a section each on the page on services/);
    });

    it("fails a test when it has the component type of the kind that it was copied from", () => {
        add();
        edit(`${KINDS}/sweep/index.ts`, "workloads:Sweep", "workloads:Task");
        assert.match(copy.test(KINDS_TEST).output, /1 failing[\s\S]*have component types of their own/);
    });

    it("fails a test when code elsewhere asks for it by its name", () => {
        add();
        edit(
            "components/config/quotas.ts",
            "const pods =",
            'if (services.some(({ kind }) => kind === "sweep")) return;\n    const pods =',
        );
        assert.match(copy.test(KINDS_TEST).output, /1 failing[\s\S]*are told apart by their definitions alone/);
    });

    it("fails a test when the reference was not renewed", () => {
        add();
        const { output } = copy.test("tests/unit/docs/pages.test.ts", "has docs/configuration.md");
        assert.match(output, /1 failing[\s\S]*has docs\/configuration\.md as the code generates it/);
    });

    /** Adds a kind that is made like a task, with all steps but one. */
    function add(forgotten?: StepName): void {
        const folder = copy.path(KINDS, "sweep");
        cpSync(copy.path(KINDS, "task"), folder, { recursive: true });
        renameSync(join(folder, "task.ts"), join(folder, "sweep.ts"));
        for (const file of readdirSync(folder)) {
            const text = readFileSync(join(folder, file), "utf8");
            writeFileSync(join(folder, file), text.replaceAll("task", "sweep").replaceAll("Task", "Sweep"));
        }
        for (const [name, [file, before, after]] of Object.entries(STEPS)) {
            if (name !== forgotten) {
                edit(file, before, after);
            }
        }
    }

    function edit(file: string, before: string | RegExp, after: string): void {
        const text = readFileSync(copy.path(file), "utf8");
        const changed = text.replace(before, after);
        assert.notEqual(changed, text, file);
        writeFileSync(copy.path(file), changed);
    }

    /** What the type check of the workloads says; nothing where the types hold. */
    function typeFaults(): string {
        const settings = { extends: "./tsconfig.json", include: ["components/workloads"] };
        writeFileSync(copy.path("tsconfig.workloads.json"), JSON.stringify(settings));
        const compiler = copy.path("node_modules", "tsc7", "bin", "tsc");
        const run = spawnSync(process.execPath, [compiler, "-p", "tsconfig.workloads.json"], {
            cwd: copy.root,
            encoding: "utf8",
        });
        return run.stdout + run.stderr;
    }
});

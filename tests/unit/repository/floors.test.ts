import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

/**
 * The house, from the ground up: a file imports from its own room and from floors below, never from its own floor's other rooms, and so
 * no two rooms need each other. A room is a folder or a file; the most exact one counts. Types may be taken from anywhere: nothing of
 * them is left when the program runs.
 */
const FLOORS: readonly (readonly string[])[] = [
    ["bin", "core"],
    ["toolchain"],
    ["local", "providers"],
    ["simulator"],
    ["components/schema", "components/aws", "components/releases"],
    [
        "components/encryption",
        "components/identity",
        "components/namespaces",
        "components/network",
        "components/storage",
    ],
    ["components/cluster", "components/workloads"],
    ["components/addon-kit"],
    ["components/ingress"],
    ["components/addons"],
    ["apps", "policies"],
    ["components/admission", "components/config"],
    ["components/foundation.ts"],
    ["components/platform.ts"],
    ["components/program.ts"],
    ["components/plain-program.ts"],
    ["index.ts", "cli"],
    ["bench", "docs"],
];

interface Import {
    readonly from: string;
    readonly to: string;
}

const rooms = FLOORS.flatMap((floor, height) => floor.map((room) => ({ room, height })));

/** The room of a file, by its path below the project. */
function roomOf(file: string): { readonly room: string; readonly height: number } | undefined {
    const inside = rooms.filter(({ room }) => file === room || file.startsWith(`${room}/`));
    return inside.toSorted((one, other) => other.room.length - one.room.length)[0];
}

/** Imports of values from other files of the project, those at the first use among them. */
const IMPORTS = /^(?:import|export) (?!type )[^;]*? from "(\.[^"]+)"|require\("(\.[^"]+)"\)/gm;

function importsOf(file: string): readonly Import[] {
    const text = readFileSync(join(projectRoot(), file), "utf8");
    return [...text.matchAll(IMPORTS)].map(([, imported, required]) => {
        const target = resolve(projectRoot(), dirname(file), imported ?? required ?? "");
        return { from: file, to: relative(projectRoot(), target) };
    });
}

/** The folders of the program; what is not among them is no part of it. */
const FOLDERS = readdirSync(projectRoot(), { withFileTypes: true })
    .filter(
        (entry) =>
            entry.isDirectory() && !["node_modules", "tests"].includes(entry.name) && !entry.name.startsWith("."),
    )
    .map(({ name }) => name);

const files = ["index.ts", ...FOLDERS.flatMap(filesIn)];

function filesIn(folder: string): readonly string[] {
    const names = readdirSync(join(projectRoot(), folder), { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
}

describe("The house", () => {
    it("has a floor for every file", () => {
        assert.ok(files.length > 500);
        assert.deepEqual(
            files.filter((file) => roomOf(file) === undefined),
            [],
        );
    });

    it("imports downwards alone", () => {
        const upwards = files.flatMap(importsOf).filter(({ from, to }) => {
            // What is imported may be a file or the index of a folder.
            const [here, there] = [roomOf(from), roomOf(to) ?? roomOf(`${to}.ts`)];
            return here?.room !== there?.room && (there?.height ?? Number.POSITIVE_INFINITY) >= (here?.height ?? -1);
        });
        assert.deepEqual(upwards, []);
    });
});

import { spawn } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { projectRoot } from "../../../toolchain/paths";
import { UserError } from "../../errors";
import type { Note } from "../../notes";

/** A package as package-lock.json has it, by its place below the project. */
interface LockedPackage {
    readonly version?: string;
    readonly integrity?: string;
    readonly dev?: boolean;
}
type Packages = Readonly<Record<string, LockedPackage>>;

/**
 * Gives a project's folder the packages that its program needs: those of this clone where they are the same, else its own.
 *
 * @param folder of another revision of this project
 * @throws UserError where they cannot be installed
 */
export async function providePackages(folder: string, note: Note): Promise<void> {
    if (existsSync(join(folder, "node_modules"))) {
        return;
    }
    const [needed, here] = [folder, projectRoot()].map(lockedPackages);
    if (needed === undefined || (here !== undefined && isServedBy(needed, here))) {
        symlinkSync(join(projectRoot(), "node_modules"), join(folder, "node_modules"));
        return;
    }
    note("the base needs other packages than this clone has: npm ci installs them beside it");
    await install(folder);
}

/**
 * Whether a program that needs some packages finds the very same ones in a folder that has others: packages that are more do no harm, but
 * where they stand within one that is needed it would find them instead of those that it needs.
 */
export function isServedBy(needed: Packages, here: Packages): boolean {
    const own = Object.entries(needed).filter(([path, { dev }]) => path !== "" && !dev);
    const isNeeded = new Set(own.map(([path]) => path));
    const hasAll = own.every(([path, { version, integrity }]) => {
        const found = Object.hasOwn(here, path) ? here[path] : undefined;
        return found !== undefined && found.version === version && found.integrity === integrity;
    });
    const shadows = Object.keys(here).some((path) => {
        const outer = path.slice(0, path.lastIndexOf("/node_modules/"));
        return path.includes("/node_modules/") && isNeeded.has(outer) && !isNeeded.has(path);
    });
    return hasAll && !shadows;
}

function lockedPackages(folder: string): Packages | undefined {
    const file = join(folder, "package-lock.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { packages?: Packages }).packages : undefined;
}

async function install(folder: string): Promise<void> {
    const args = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"];
    const child = spawn("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    const [errors, code] = await Promise.all([
        text(child.stderr),
        new Promise<number | null>((resolve) => child.on("error", () => resolve(null)).on("close", resolve)),
    ]);
    if (code !== 0) {
        const said = errors.split("\n").filter((line) => /^npm (error|ERR!) \S/.test(line));
        const why = (said.find((line) => !/ code /.test(line)) ?? said[0] ?? "npm cannot be run").replace(
            /^npm \S+ /,
            "",
        );
        throw new UserError(
            `The base needs other packages than this clone has, and npm ci cannot install them: ${why}.\n` +
                "Next step: give npm its registry, or compare with a revision that has the same package-lock.json.",
        );
    }
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Lists what is not read, in the syntax of `.gitignore`. */
const IGNORE_FILE = ".platformignore";

/** Patterns and the folder that they start from. */
interface Patterns {
    readonly base: string;
    readonly matcher: Ignore;
}

/** Tells which paths are not to be read: the innermost file that says something of a path decides, as with git. */
export class Ignored {
    private constructor(private readonly patterns: readonly Patterns[]) {}

    /**
     * What is ignored from a folder on, by the files in it and above it up to the root of its repository.
     *
     * @param exclude patterns that win over all files, from the folder on
     */
    static from(folder: string, exclude: readonly string[] = []): Ignored {
        const above: Patterns[] = [];
        for (let path = resolve(folder); ; path = dirname(path)) {
            above.unshift(...patternsIn(path));
            if (existsSync(join(path, ".git")) || path === dirname(path)) {
                break;
            }
        }
        const own = exclude.length === 0 ? [] : [{ base: resolve(folder), matcher: ignore().add([...exclude]) }];
        return new Ignored([...own, ...above.reverse()]);
    }

    /** The same from a folder below on, which may have a file of its own. */
    below(folder: string): Ignored {
        const own = patternsIn(resolve(folder));
        return own.length === 0 ? this : new Ignored([...own, ...this.patterns]);
    }

    /** @param isFolder patterns that end in a slash are about folders alone */
    has(path: string, isFolder: boolean): boolean {
        for (const { base, matcher } of this.patterns) {
            const inside = relative(base, resolve(path)).split(sep).join("/");
            const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
            if (ignored || unignored) {
                return ignored;
            }
        }
        return false;
    }
}

function patternsIn(folder: string): readonly Patterns[] {
    const file = join(folder, IGNORE_FILE);
    return existsSync(file) ? [{ base: folder, matcher: ignore().add(readFileSync(file, "utf8")) }] : [];
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

/** Every page that people read, by its path in the repository. */
export const PAGES: readonly string[] = [
    ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"],
    ...readdirSync(join(projectRoot(), "docs"))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`),
];

/** The text of a page. */
export function read(page: string): string {
    return readFileSync(join(projectRoot(), page), "utf8");
}

/** The code blocks of a language; those without one have the language "". */
export function blocks(markdown: string, language: string): string[] {
    return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, name, text = ""]) =>
        name === language ? [text] : [],
    );
}

const PROGRAMS = /^(npm|npx|node|platform|kubectl|pulumi|git|kustomize|helm|aws|export|\$EDITOR|\$\(|\()/;

/** The commands that a page tells its reader to type, without what is said beside them. */
export function commands(page: string): string[] {
    return blocks(read(page), "")
        .flatMap((text) => text.replace(/\\\n\s*/g, "").split("\n"))
        .map((line) => line.replace(/^\$ /, ""))
        .filter((line) => PROGRAMS.test(line))
        .map((line) => line.replace(/\s{2,}.*$/, "").replace(/\s+#.*$/, ""));
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

/** Every page that people read, by its path in the repository. */
export const PAGES: readonly string[] = [
    ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"],
    ...["simulator/README.md", "providers/kubernetes/README.md", "core/facts/aws/catalog/README.md"],
    ...readdirSync(join(projectRoot(), "docs"))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`),
];

/** The text of a page. */
export function read(page: string): string {
    return readFileSync(join(projectRoot(), page), "utf8");
}

/** The anchors of a page's headings, as GitHub and GitLab make them. */
export function anchors(markdown: string): ReadonlySet<string> {
    const headings = markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+ (.*)$/gm);
    const slugs = [...headings].map(([, text = ""]) =>
        text
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\s_-]/gu, "")
            .replace(/\s/g, "-"),
    );
    return new Set(slugs);
}

/** The files and folders in the first column of a page's tables. */
export function listedPaths(markdown: string): string[] {
    const cells = [...markdown.matchAll(/^\|([^|]+)\|/gm)].map(([, cell = ""]) => cell);
    return cells.flatMap((cell) => [...cell.matchAll(/`([\w./-]+(?:\/|\.ts))`/g)].map(([, path = ""]) => path));
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

import type { Alias, Document, Node, ParsedNode, Scalar, YAMLMap } from "yaml";
import { ConfigError, type Fault } from "../../core/faults/fault";
import { readPlain } from "../schema/plain-scalar";

type Path = readonly PropertyKey[];

/** A file's content, and what in it has no certain meaning. */
export interface YamlContent {
    /** What the file holds, as the engine reads it. */
    readonly content: unknown;
    /** What the engine would read otherwise than it is written. */
    readonly faults: readonly Fault[];
}

/** Far above any real file; a file of a few lines whose aliases multiply it goes beyond. */
const MOST_NODES = 200_000;

/**
 * Reads a YAML file as the engine reads it, and names the values whose text and meaning differ.
 *
 * @param path the file's path, for faults
 * @param text the file's text
 * @param nameOf what a fault calls a place in the file
 * @throws ConfigError with line and column when the text is no YAML
 */
export function readYaml(path: string, text: string, nameOf: (place: Path) => string): YamlContent {
    // Loaded where a file is read: under the command line the program takes its config from the engine.
    const yaml: typeof import("yaml") = require("yaml");
    const lineCounter = new yaml.LineCounter();
    const document = yaml.parseDocument(text, { lineCounter, prettyErrors: false, merge: true });
    const unsafe = [...text.matchAll(UNSAFE)].map(({ 0: character, index }) => {
        const { line, col } = lineCounter.linePos(index);
        return unsafeCharacter(`${path}:${line}:${col}`, character);
    });
    if (unsafe.length > 0) {
        throw new ConfigError(path, unsafe);
    }
    if (document.errors.length > 0) {
        const faults = document.errors.map((error): Fault => {
            const { line, col } = lineCounter.linePos(error.pos[0]);
            return {
                path: `${path}:${line}:${col}`,
                received: error.message,
                allowed: "one document of YAML",
                next: "Correct the syntax at this line and column.",
            };
        });
        throw new ConfigError(path, faults);
    }
    const reader = new Reader(yaml, path, document, nameOf);
    return { content: reader.read(document.contents, []), faults: reader.faults };
}

/** What the engine takes for the end of a line, and other readers for a part of it; and what the engine refuses wherever it is. */
const UNSAFE = /\r(?!\n)|[^\t\r\n\x20-\x7e\u00a0-\u2027\u202a-\ufffd\u{10000}-\u{10ffff}]/gu;

function unsafeCharacter(path: string, character: string): Fault {
    const hex = character.charCodeAt(0).toString(16).padStart(4, "0");
    return {
        path,
        received: `the character U+${hex.toUpperCase()}`,
        allowed:
            "characters that can be seen, blanks, tabs and line feeds: the engine ends a line at this one, or refuses the file",
        next: `Remove it, or where it is meant write \\u${hex} in double quotes.`,
    };
}

/** Turns the nodes of one document into values. */
class Reader {
    readonly faults: Fault[] = [];
    /** Nodes that are being read, to see an alias that names what it stands in. */
    private readonly open = new Set<Node>();
    private nodes = 0;

    constructor(
        private readonly yaml: typeof import("yaml"),
        private readonly file: string,
        private readonly document: Document<ParsedNode>,
        private readonly nameOf: (place: Path) => string,
    ) {}

    read(node: unknown, path: Path): unknown {
        const { isAlias, isMap, isScalar, isSeq } = this.yaml;
        if (isAlias(node)) {
            return this.readAlias(node, path);
        }
        if (isScalar(node)) {
            return this.readScalar(node, path);
        }
        if (!isMap(node) && !isSeq(node)) {
            return null;
        }
        this.nodes += 1;
        if (node.tag !== undefined && !/^(!|tag:yaml\.org,2002:(map|seq))$/.test(node.tag)) {
            this.refuseTag(node.tag, path);
        }
        this.open.add(node);
        const value = isMap(node)
            ? this.readMap(node, path)
            : node.items.map((item, index) => this.read(item, [...path, index]));
        this.open.delete(node);
        return value;
    }

    private readAlias(alias: Alias, path: Path): unknown {
        const target = alias.resolve(this.document);
        const received = `*${alias.source}`;
        const next = "Write the values out.";
        if (this.nodes > MOST_NODES) {
            const allowed = "aliases that do not multiply the file";
            throw new ConfigError(this.file, [{ path: this.nameOf(path), received, allowed, next }]);
        }
        if (target && !this.open.has(target)) {
            return this.read(target, path);
        }
        const allowed = target
            ? "an alias of something that it is not part of itself"
            : "an alias of an anchor that stands earlier in the file";
        this.refuse(path, received, allowed, next);
        return null;
    }

    private readScalar(node: Scalar, path: Path): unknown {
        this.nodes += 1;
        const text = node.source ?? "";
        if (node.tag === "tag:yaml.org,2002:str") {
            return text;
        }
        // The engine reads a lone exclamation mark as no tag at all.
        const tag = node.tag === "!" ? undefined : node.tag;
        if (tag !== undefined) {
            this.refuseTag(tag, path);
        }
        if (node.type !== "PLAIN" || tag !== undefined) {
            return text;
        }
        const scalar = readPlain(text);
        if ("value" in scalar) {
            return scalar.value;
        }
        this.refuse(
            path,
            text,
            "a value that means what its text says; YAML takes this one for another number, a date or a truth value",
            "Write it in quotes. Where no text is meant, write a plain decimal number, true or false.",
        );
        return text;
    }

    private readMap(map: YAMLMap, path: Path): unknown {
        const { isScalar } = this.yaml;
        const own: [string, unknown][] = [];
        const merged: [string, unknown][] = [];
        for (const { key, value } of map.items) {
            if (!isScalar(key)) {
                this.refuse(path, String(key), "keys that are text", "Write the key as text.");
            } else if (key.source === "<<") {
                this.checkMerge(key, map, path);
                merged.push(...this.mergedEntries(value, path));
            } else {
                const name = this.readKey(key, path);
                own.push([name, this.read(value, [...path, name])]);
            }
        }
        // A key that is written out wins over a merged one, and an earlier merge over a later one.
        return Object.fromEntries([...merged.reverse(), ...own]);
    }

    /** A key is its text; one that YAML takes for something else is a fault of the map. The engine calls a key of nothing `<nil>`. */
    private readKey(key: Scalar, path: Path): string {
        const text = key.source ?? "";
        const value = this.readScalar(key, [...path, text]);
        if (value === null) {
            this.refuse([...path, text], text, "a key that is text", "Write it in quotes.");
        }
        return typeof value === "string" ? value : text;
    }

    /** The engine merges what stands under `<<` in quotes, too, and takes no two of them. */
    private checkMerge(key: Scalar, map: YAMLMap, path: Path): void {
        const { isScalar } = this.yaml;
        const isFirst = map.items.find((item) => isScalar(item.key) && item.key.source === "<<")?.key === key;
        if (key.type !== "PLAIN" || key.tag === "tag:yaml.org,2002:str") {
            const allowed = "a key of another name: the engine takes this one for a merge";
            this.refuse([...path, "<<"], "<< as a text", allowed, "Write << without quotes, or rename the key.");
        } else if (!isFirst) {
            const next = "Write one <<, with a list of the aliases.";
            this.refuse([...path, "<<"], "<< again", "one merge in a map", next);
        }
    }

    private mergedEntries(node: unknown, path: Path): [string, unknown][] {
        const value = this.read(node, path);
        const maps: unknown[] = Array.isArray(value) ? value : [value];
        return maps.flatMap((map) => {
            if (typeof map === "object" && map !== null && !Array.isArray(map)) {
                return Object.entries(map);
            }
            this.refuse(
                [...path, "<<"],
                "no map",
                "an alias of a map, or a list of such aliases",
                "Write the keys out.",
            );
            return [];
        });
    }

    private refuseTag(tag: string, path: Path): void {
        const short = tag.replace("tag:yaml.org,2002:", "!!");
        this.refuse(path, `the tag ${short}`, "no tag: the engine and other readers differ on them", "Remove the tag.");
    }

    private refuse(path: Path, received: string, allowed: string, next: string): void {
        this.faults.push({ path: this.nameOf(path), received, allowed, next });
    }
}

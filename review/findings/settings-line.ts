import { isMap, isScalar, LineCounter, type Pair, parseDocument } from "yaml";

/** A component that a resource belongs to. */
export interface Ancestor {
    /** Pulumi type token. */
    readonly type: string;
    /** Its logical name. */
    readonly name: string;
}

/** Finds the line of a stack's file that a resource comes from, counted from 1; undefined where the file says nothing of it. */
export type FindLine = (lineage: readonly Ancestor[]) => number | undefined;

/** Folders of components whose section of the configuration has the same name. */
const SECTIONS = ["network", "cluster", "storage", "ingress", "calico", "admission", "namespaces"];

/**
 * Reads a stack's file for the lines of what it configures: a service, a node group, a namespace, an add-on, else a section.
 *
 * @param text of the file, as YAML
 */
export function settingsLines(text: string): FindLine {
    const lines = new LineCounter();
    const config = memberOf(parseDocument(text, { lineCounter: lines }).contents, ["config"])?.value;
    return (lineage) => {
        for (const [index, ancestor] of lineage.entries()) {
            for (const [section = "", ...rest] of placesOf(ancestor, lineage.slice(index + 1))) {
                const found =
                    memberOf(config, [`eks-platform:${section}`, ...rest]) ?? memberOf(config, [section, ...rest]);
                if (isScalar(found?.key) && found.key.range) {
                    return lines.linePos(found.key.range[0]).line;
                }
            }
        }
        return undefined;
    };
}

/** Where a component may be configured, the most exact place first. */
function placesOf({ type, name }: Ancestor, above: readonly Ancestor[]): readonly (readonly string[])[] {
    const [, folder = "", kind = ""] = type.split(":");
    const within = above[0]?.name ?? "";
    const own = name.startsWith(`${within}-`) ? name.slice(within.length + 1) : name;
    if (folder === "workloads") {
        return kind === "Application"
            ? [
                  ["services", name],
                  ["applications", name],
              ]
            : [
                  ["services", within, own],
                  ["applications", within, "services", own],
              ];
    }
    if (folder === "addons") {
        return [["addons", kind]];
    }
    if (kind === "NodeGroup") {
        return [["nodeGroups", own]];
    }
    if (kind === "AccessEntries") {
        return [["cluster", "access"], ["cluster"]];
    }
    return SECTIONS.includes(folder) ? [[folder, own], [folder]] : [];
}

function memberOf(node: unknown, [key, ...rest]: readonly string[]): Pair | undefined {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return rest.length === 0 ? pair : memberOf(pair?.value, rest);
}

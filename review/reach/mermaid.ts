import type { Reach } from "../model/reach";
import { type Picture, type PictureEdge, pictureOf } from "./picture";

/** More nodes than these cross each other's arrows in the width of a comment. */
const MAX_NODES = 12;

/**
 * The picture as text for Mermaid, as comments on pull requests draw it: all of it where it is small, else what the change opens, closes
 * or leaves refused.
 *
 * @returns `undefined` where it would not be readable, or there is nothing in it
 */
export function mermaidOf(reach: Reach): string | undefined {
    const picture = pictureOf(reach);
    const [whole, part] = [connected(picture), connected({ ...picture, edges: picture.edges.filter(isNews) })];
    const shown = [whole, part].find(({ nodes }) => nodes.length > 0 && nodes.length <= MAX_NODES);
    if (shown === undefined) {
        return undefined;
    }
    const numbers = new Map(shown.nodes.map(({ id }, index) => [id, `n${index}`]));
    const groups = [...new Set(shown.nodes.map(({ group }) => group))];
    return [
        "flowchart LR",
        ...groups.flatMap((group, index) => {
            const nodes = shown.nodes.filter((node) => node.group === group);
            const lines = nodes.map(({ id, label }) => `${numbers.get(id)}["${escaped(label)}"]`);
            return group === undefined
                ? lines
                : [`subgraph g${index}["${escaped(group)}"]`, ...lines.map((line) => `  ${line}`), "end"];
        }),
        ...shown.edges.map((edge) => {
            const label = [...(edge.status === "present" ? [] : [edge.status]), ...wordOf(edge), edge.label].join(" ");
            const arrow = edge.state === "refused" ? "--x" : edge.status === "present" ? "-->" : "==>";
            return `${numbers.get(edge.from)} ${arrow}|"${escaped(label)}"| ${numbers.get(edge.to)}`;
        }),
    ]
        .map((line, index) => (index === 0 ? line : `  ${line}`))
        .join("\n");
}

function isNews({ status, state }: PictureEdge): boolean {
    return status !== "present" || state === "refused";
}

function wordOf({ state }: PictureEdge): readonly string[] {
    return state === "declared" ? [] : [state];
}

/** The ends of arrows alone. */
function connected({ nodes, edges }: Picture): Picture {
    const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
    return { nodes: nodes.filter(({ id }) => used.has(id)), edges };
}

/** Names come from the authors of pull requests: nothing in a label ends it or is markup. */
function escaped(text: string): string {
    return text.replace(/[^\w\s./:,*()=-]/gu, (character) => `#${character.codePointAt(0)};`).replace(/\s+/g, " ");
}

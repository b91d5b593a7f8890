import type { Origin } from "../model/resource";
import { documentsOf, type SourceDocument } from "./documents";
import { placeAt, type Step, stepsOf } from "./places";

/** A key, the beginning of a list's item, or a line that an action of the template begins. */
interface Mark {
    readonly offset: number;
    readonly indent: number;
    readonly key?: string;
    readonly isItem?: boolean;
    readonly isAction?: boolean;
}

/** What stands for an action, so that the rest of its line can be read. */
const ACTION = "\u{E000}";

/**
 * Where a Helm template writes the fields of what it renders, as far as the template holds their keys literally: the
 * deepest key of the path that can be told, else the beginning of the document, else of the template.
 *
 * @param template the template's text
 * @param kind the object's kind
 * @param position which of the objects of this kind in the template it is, and how many there are
 */
export function locateInTemplate(
    template: string,
    kind: unknown,
    position: { readonly index: number; readonly total: number },
): Origin["locate"] {
    const plain = template.replace(/\{\{[\s\S]*?\}\}/g, (action) => action.replace(/[^\n]/g, ACTION));
    const sameKind = documentsOf(plain).filter(({ text }) => /^kind:\s*["']?(\w+)/m.exec(text)?.[1] === kind);
    // What a condition leaves out or a loop repeats cannot be told from the number alone.
    const document = sameKind.length === position.total ? sameKind[position.index] : undefined;
    return (path) => (document === undefined ? { line: 1, column: 1 } : placeIn(document, stepsOf(path)));
}

function placeIn({ text, start }: SourceDocument, steps: readonly Step[]) {
    const marks = [...marksOf(text)];
    const root = marks.find(({ isAction }) => !isAction);
    let found = -1;
    for (const step of steps) {
        const next = childOf(marks, found, step);
        if (next < 0) {
            break;
        }
        found = next;
    }
    return placeAt(text, start, (marks[found] ?? root)?.offset ?? 0);
}

function* marksOf(text: string): Iterable<Mark> {
    for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
        let indent = line.search(/\S|$/);
        if (line[indent] === ACTION) {
            yield { offset: index + indent, indent, isAction: true };
        }
        for (; /^-(?=\s|$)/.test(line.slice(indent)); indent += 1 + line.slice(indent + 1).search(/\S|$/)) {
            yield { offset: index + indent, indent, isItem: true };
        }
        const [, key] = /^["']?([^\s"':#]+)["']?:(?=\s|$)/.exec(line.slice(indent)) ?? [];
        if (key !== undefined) {
            yield { offset: index + indent, indent, key };
        }
    }
}

/** The position of a child's mark, or -1. An index says nothing behind an action, which may add items or leave some out. */
function childOf(marks: readonly Mark[], parent: number, step: Step): number {
    const { indent: parentIndent = -1, key: parentKey = undefined } = marks[parent] ?? {};
    let childIndent: number | undefined;
    let item = 0;
    for (const [index, { indent, key, isItem, isAction }] of marks.entries()) {
        if (index <= parent || (isAction && typeof step === "string")) {
            continue;
        }
        const isInside = indent > parentIndent || (isItem && indent === parentIndent && parentKey !== undefined);
        if (isAction || !isInside) {
            return -1;
        }
        childIndent ??= indent;
        if (indent === childIndent && isItem && typeof step === "number" && item++ === step) {
            return index;
        }
        if (indent === childIndent && key === step) {
            return index;
        }
    }
    return -1;
}

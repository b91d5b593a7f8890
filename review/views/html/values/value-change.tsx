import { diffWordsWithSpace } from "diff";
import { revealed } from "../../../../core/faults/visible";
import { documentIn, documentText } from "./documents";
import { type DiffLine, lineDiff } from "./line-diff";

/** Where both values together are longer, what differs is marked within them. */
const SHORT = 90;
/** Of a value that long, the beginning is shown. */
const MAX_LENGTH = 200_000;

interface Both {
    readonly old?: unknown;
    readonly new?: unknown;
}

/** The old and the new value of a property, as a reader compares them. */
export function ValueChange(change: Both) {
    const [old, now] = [change.old, change.new];
    const [oldDocument, newDocument] = [documentIn(old), documentIn(now)];
    const isDocument =
        (oldDocument ?? newDocument) !== undefined && isOrAbsent(old, oldDocument) && isOrAbsent(now, newDocument);
    const before = isDocument ? (oldDocument === undefined ? "" : documentText(oldDocument)) : textOf(old);
    const after = isDocument ? (newDocument === undefined ? "" : documentText(newDocument)) : textOf(now);
    if (isDocument && before === after) {
        return <p class="value-note">The same values in another order or writing.</p>;
    }
    if (before.includes("\n") || after.includes("\n")) {
        return <Lines lines={lineDiff(cut(before), cut(after))} />;
    }
    if (old !== undefined && now !== undefined && before.length + after.length > SHORT) {
        return <WithinLine before={cut(before)} after={cut(after)} />;
    }
    return (
        <p class="value">
            {old === undefined ? <span class="absent">absent</span> : <del>{revealed(cut(before)) || "(empty)"}</del>}
            <span class="arrow">→</span>
            {now === undefined ? <span class="absent">absent</span> : <ins>{revealed(cut(after)) || "(empty)"}</ins>}
        </p>
    );
}

function isOrAbsent(value: unknown, document: object | undefined): boolean {
    return value === undefined || document !== undefined;
}

function textOf(value: unknown): string {
    return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

function cut(text: string): string {
    return text.length <= MAX_LENGTH
        ? text
        : `${text.slice(0, MAX_LENGTH)} [${text.length - MAX_LENGTH} more characters: platform report --output review.json has all]`;
}

const SIGNS: Readonly<Record<DiffLine["kind"], string>> = { same: " ", old: "−", new: "+", gap: "⋯" };

function Lines({ lines }: { readonly lines: readonly DiffLine[] }) {
    return (
        <section class="lines" aria-label="Line by line" tabindex={0}>
            {lines.map(({ kind, text }, index) => (
                <div key={index} class={`line-of-text is-${kind}`}>
                    <span class="sign">{SIGNS[kind]}</span>
                    <code>{revealed(text)}</code>
                </div>
            ))}
        </section>
    );
}

function WithinLine({ before, after }: { readonly before: string; readonly after: string }) {
    const parts = diffWordsWithSpace(before, after, { maxEditLength: 400 }) ?? [
        { value: before, added: false, removed: true },
        { value: after, added: true, removed: false },
    ];
    return (
        <p class="value is-long">
            {parts.map(({ value, added, removed }, index) => {
                const text = revealed(value);
                return added ? (
                    <ins key={index}>{text}</ins>
                ) : removed ? (
                    <del key={index}>{text}</del>
                ) : (
                    <span key={index}>{text}</span>
                );
            })}
        </p>
    );
}

import { prose } from "../../../policies/report/markdown-text";
import type { Review } from "../../model/review";
import { reachSentences } from "../../reach/sentences";
import { counted, dollars, dollarsMore } from "../../words";

/** The operations in the order of their weight, as a reader is told. */
const OPERATIONS: Readonly<Record<string, string>> = {
    delete: "to delete",
    replace: "to replace",
    update: "to update",
    create: "to create",
    import: "to import",
    read: "to read",
};

/** The numbers of a change in a few lines: steps, findings, cost, reachability, and what it is compared with. */
export function headline(review: Review): string {
    return [stepsLine(review), findingsLine(review), costLine(review), reachLine(review), baseLine(review)]
        .flatMap((line) => line ?? [])
        .map((line) => `- ${line}\n`)
        .join("");
}

function stepsLine({ changes }: Review): string {
    const parts = Object.entries(OPERATIONS).flatMap(([op, words]) => {
        const count = changes[op] ?? 0;
        return count > 0 ? [op === "delete" || op === "replace" ? `**${count} ${words}**` : `${count} ${words}`] : [];
    });
    const same = changes.same ?? 0;
    return [...(parts.length > 0 ? parts : ["no resource changes"]), `${same} unchanged`].join(", ");
}

function findingsLine({ findings, isCompared }: Review): string {
    const now = findings.filter(({ status }) => status !== "gone");
    const violations = now.filter(({ level }) => level === "mandatory").length;
    const total = `${counted(violations, "violation")}, ${now.length - violations} advice`;
    if (!isCompared) {
        return `policies: ${total}`;
    }
    const fresh = findings.filter(({ status }) => status === "new").length;
    return `policies: ${total}; ${fresh} new, ${findings.length - now.length} gone`;
}

function costLine({ cost }: Review): string | undefined {
    if (cost === undefined) {
        return undefined;
    }
    const { before, monthly } = cost;
    return before === undefined
        ? `list price: ${dollars(monthly)} a month`
        : `list price: ${dollarsMore(monthly - before)} a month (${dollars(before)} → ${dollars(monthly)})`;
}

function reachLine({ reach, isCompared }: Review): string | undefined {
    if (reach === undefined || !isCompared) {
        return undefined;
    }
    const { opens, closes } = reachSentences(reach);
    return `reachability: ${counted(opens.length, "way")} opened, ${closes.length} closed`;
}

function baseLine({ base, isCompared, commit, hasUncommitted }: Review): string | undefined {
    const head = [commit?.slice(0, 12), hasUncommitted ? "with uncommitted changes" : undefined]
        .filter(Boolean)
        .join(" ");
    if (!isCompared) {
        return head === "" ? undefined : `of ${head}`;
    }
    const before =
        base === undefined ? "the stack's own state" : `${prose(base.revision)} (${base.commit.slice(0, 12)})`;
    return `of ${head === "" ? "the working tree" : head} against ${before}`;
}

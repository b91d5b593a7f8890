import { cell, prose } from "../../../../policies/report/markdown-text";
import type { Review } from "../../../model/review";
import type { VersionRow } from "../../../model/version";
import type { Section } from "../section";

/** What the change moves and what leaves its support within 90 days. */
export function versionsSection({ versions }: Review): Section {
    const shown = versions.filter(({ state, base }) => state === "ended" || state === "ending" || base !== undefined);
    return {
        title: `Versions that move or leave their support: ${shown.length}`,
        isFolded: true,
        head: "| what | pinned | newest known | support ends |\n|---|---|---|---|\n",
        pieces: shown.map(row),
        noun: ["version", "versions"],
    };
}

function row({ kind, name, base, pinned, newest, supportEnds = "" }: VersionRow): string {
    const versions = base === undefined ? cell(pinned) : `${cell(base)} → ${cell(pinned)}`;
    return `| ${kind} ${cell(name)} | ${versions} | ${newest === undefined ? "" : cell(newest)} | ${prose(supportEnds)} |\n`;
}

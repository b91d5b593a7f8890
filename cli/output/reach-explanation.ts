import { isDeepStrictEqual } from "node:util";
import pc from "picocolors";
import { wrap } from "../../core/faults/wrap";
import type { ReachEnd } from "../../review/model/reach";
import type { Explanation, ExplanationStep } from "../../review/reach/explain";
import { portsText } from "../../review/reach/sentences";
import type { ExplainedBefore } from "../commands/reach-question";

const COLUMNS = 80;
const HEADS: Readonly<Record<ExplanationStep["about"], string>> = {
    declared: "Declared",
    egress: "Out of the client",
    ingress: "Into the server",
    way: "The way in",
};
const VERBS = {
    yes: { now: "may reach", before: "could" },
    no: { now: "may not reach", before: "could not" },
    unknown: { now: "may or may not reach", before: "could or could not" },
};
const MARKS = { yes: "+", no: "-", unknown: "?" };

/** What the base said, as a sentence. */
function beforeText(before: ExplainedBefore, now: Conclusion, asked: string | undefined): string {
    if ("missing" in before && before.missing.length === 0) {
        return "What was so before this change cannot be told: the ends were in several clusters.";
    }
    if ("missing" in before) {
        return `Before this change there was no ${before.missing.join(" and no ")}.`;
    }
    const isSame = before.verdict === now.verdict && isDeepStrictEqual(before.ports, now.ports);
    return isSame
        ? "It was so before this change."
        : `Before this change it ${VERBS[before.verdict].before}${on(before, asked)}.`;
}

type Conclusion = Pick<Explanation, "verdict" | "ports">;

function on({ verdict, ports }: Conclusion, asked: string | undefined): string {
    if (verdict !== "no") {
        return ` on ${portsText(ports)}`;
    }
    return asked === undefined ? "" : ` on ${asked}`;
}

/**
 * Whether one end may reach another, then each policy that has a say in it; 80 columns wide.
 *
 * @param before what was true before the change. @default nothing is compared
 */
export function explanationText(
    client: ReachEnd,
    server: ReachEnd,
    { verdict, ports, steps }: Explanation,
    asked: string | undefined,
    before?: ExplainedBefore,
): string {
    const sentence = `${client.name} ${VERBS[verdict].now} ${server.name}${on({ verdict, ports }, asked)}.`;
    const color = { yes: pc.green, no: pc.red, unknown: pc.yellow }[verdict];
    const abouts = [...new Set(steps.map(({ about }) => about))];
    return [
        ...wrap(sentence, COLUMNS, "").map((line) => color(line)),
        ...(before ? wrap(beforeText(before, { verdict, ports }, asked), COLUMNS, "") : []),
        ...abouts.flatMap((about) => [
            "",
            pc.bold(HEADS[about]),
            ...steps
                .filter((step) => step.about === about)
                .flatMap(({ text, lets }) => wrap(`${MARKS[lets]} ${text}`, COLUMNS, "    ", "  ")),
        ]),
        "",
        pc.dim("+ lets it through   - does not   ? depends on what is not known"),
        ...(verdict === "no" && steps.length > 2
            ? [pc.dim("One rule of one policy is enough on each side; both sides have to let it.")]
            : []),
    ].join("\n");
}

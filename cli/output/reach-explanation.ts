import pc from "picocolors";
import { wrap } from "../../core/faults/wrap";
import type { ReachEnd } from "../../review/model/reach";
import type { Explanation, ExplanationStep } from "../../review/reach/explain";
import { portsText } from "../../review/reach/sentences";

const COLUMNS = 80;
const HEADS: Readonly<Record<ExplanationStep["about"], string>> = {
    declared: "Declared",
    egress: "Out of the client",
    ingress: "Into the server",
    way: "The way in",
};
const MARKS = { yes: "+", no: "-", unknown: "?" };

/** Whether one end may reach another, then each policy that has a say in it; 80 columns wide. */
export function explanationText(
    client: ReachEnd,
    server: ReachEnd,
    { verdict, ports, steps }: Explanation,
    asked: string | undefined,
): string {
    const may = { yes: "may reach", no: "may not reach", unknown: "may or may not reach" }[verdict];
    const on = verdict === "no" ? (asked === undefined ? "" : ` on ${asked}`) : ` on ${portsText(ports)}`;
    const color = { yes: pc.green, no: pc.red, unknown: pc.yellow }[verdict];
    const abouts = [...new Set(steps.map(({ about }) => about))];
    return [
        ...wrap(`${client.name} ${may} ${server.name}${on}.`, COLUMNS, "").map((line) => color(line)),
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

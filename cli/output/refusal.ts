import pc from "picocolors";
import { nameOf } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import { notAllowed } from "../../review/dangers/allow";
import { type GuardedResult, NOT_ALLOWED } from "../engine/replacement-guard";

/** More names than these are allowed by their types. */
const MOST_NAMES = 4;

/** Why a preview has failed though the engine has not, what to do about it, and which allowance names nothing. */
export function refusalLines(result: GuardedResult, stack: string): readonly string[] {
    return [...(result.exitCode === NOT_ALLOWED ? refusal(result, stack) : []), ...idleLines(result)];
}

function refusal({ dangers }: GuardedResult, stack: string): readonly string[] {
    const refused = notAllowed(dangers);
    const patterns =
        refused.length <= MOST_NAMES
            ? refused.map(({ urn }) => `*::${nameOf(urn)}`)
            : [...groupBy(refused, ({ type }) => type).keys()].map((type) => `*${type}::*`);
    const count = refused.length === 1 ? "1 change loses" : `${refused.length} changes lose`;
    return [
        "",
        pc.red(`Refused: ${count} data, and nobody has allowed that. Nothing was changed.`),
        "Next step: take back what causes it. Where it is meant, run preview or up with",
        ...patterns.map(
            (pattern, index) => `  --allow-replace '${visible(pattern)}'${index + 1 < patterns.length ? " \\" : ""}`,
        ),
        ...wrap(
            `or name it in eks-platform:review.allowReplace of Pulumi.${stack}.yaml, with a reason and a last day.`,
            80,
            "",
        ),
    ];
}

function idleLines({ operation, idle }: GuardedResult): readonly string[] {
    if (operation !== "preview" || idle.length === 0) {
        return [];
    }
    const named = idle.map((pattern) => `'${visible(pattern)}'`).join(", ");
    return wrap(`--allow-replace ${named}: nothing of that name is replaced or deleted with its data.`, 80, "").map(
        pc.yellow,
    );
}

import { revealed } from "../../../../core/faults/visible";
import { type DangerGroup, dangerGroups } from "../../../dangers/groups";
import type { Review } from "../../../model/review";
import { verdictOf } from "../../../verdict";
import { counted, dollars, dollarsMore } from "../../../words";
import type { Material, Op } from "../material";
import { SYMBOLS } from "../symbols";
import { Dangers } from "./dangers";

/** What a reviewer has to know before anything else: dangers, what fails, and the numbers. */
export function Summary({ material }: { readonly material: Material }) {
    const { review } = material;
    const groups = dangerGroups(review.dangers);
    const [known, usual] = [groups.filter(isUrgent), groups.filter((group) => !isUrgent(group))];
    return (
        <section id="summary" aria-labelledby="summary-title">
            <h2 id="summary-title">{verdictOf(review)}</h2>
            {review.errors.length > 0 && (
                <div class="notice is-error">
                    <h3>Why it failed</h3>
                    {review.errors.map((error, index) => (
                        <pre key={index}>{error.split("\n").map(revealed).join("\n")}</pre>
                    ))}
                </div>
            )}
            {known.map((group) => (
                <Dangers key={group.title} material={material} group={group} />
            ))}
            <Tiles review={review} />
            {usual.map((group) => (
                <Dangers key={group.title} material={material} group={group} />
            ))}
            {review.idleAllowances.length > 0 && (
                <div class="notice">
                    <h3>Allowed, but nothing of it is replaced or deleted</h3>
                    <ul>
                        {review.idleAllowances.map((pattern) => (
                            <li key={pattern}>
                                <code>{revealed(pattern)}</code>
                            </li>
                        ))}
                    </ul>
                </div>
            )}
            {review.notChecked.length > 0 && (
                <div class="notice is-warning">
                    <h3>Not checked</h3>
                    <ul>
                        {review.notChecked.map((line) => (
                            <li key={line}>{revealed(line)}</li>
                        ))}
                    </ul>
                </div>
            )}
        </section>
    );
}

/** What has to be known before somebody says yes. */
function isUrgent({ weight }: DangerGroup): boolean {
    return weight !== "usual";
}

const SHOWN: readonly Op[] = ["delete", "replace", "update", "create", "import", "read", "same"];

function Tiles({ review }: { readonly review: Review }) {
    const { changes, findings, reach, cost, isCompared } = review;
    const now = findings.filter(({ status }) => status !== "gone");
    const fresh = findings.filter(({ status }) => status === "new");
    const violations = now.filter(({ level }) => level === "mandatory").length;
    const opened = reach?.edges.filter(({ status, isPossible }) => status === "new" && isPossible).length ?? 0;
    const closed = reach?.edges.filter(({ status }) => status === "gone").length ?? 0;
    return (
        <dl class="tiles">
            {SHOWN.filter((op) => (changes[op] ?? 0) > 0).map((op) => (
                <div key={op} class={`tile op-${op}`}>
                    <dt>
                        <span class="sign" aria-hidden="true">
                            {SYMBOLS[op].sign}
                        </span>{" "}
                        {SYMBOLS[op].word}
                    </dt>
                    <dd>{changes[op]}</dd>
                </div>
            ))}
            <div class={`tile ${violations > 0 ? "is-bad" : "is-fine"}`}>
                <dt>policies</dt>
                <dd>
                    {violations} <small>{violations === 1 ? "violation" : "violations"}</small>
                </dd>
                <dd class="more">
                    {now.length - violations} advice{isCompared ? `, ${fresh.length} new` : ""}
                </dd>
            </div>
            {cost !== undefined && (
                <div class="tile">
                    <dt>list price a month</dt>
                    <dd>
                        {cost.before === undefined ? dollars(cost.monthly) : dollarsMore(cost.monthly - cost.before)}
                    </dd>
                    <dd class="more">
                        {cost.before === undefined
                            ? `of ${counted(cost.items.length, "resource")}`
                            : `${dollars(cost.before)} → ${dollars(cost.monthly)}`}
                    </dd>
                </div>
            )}
            {reach !== undefined && (
                <div class="tile">
                    <dt>reachability</dt>
                    <dd>
                        {isCompared
                            ? `+${opened} −${closed}`
                            : counted(reach.edges.filter(({ isPossible }) => isPossible).length, "way")}
                    </dd>
                    <dd class="more">{isCompared ? "ways opened and closed" : "between workloads"}</dd>
                </div>
            )}
        </dl>
    );
}

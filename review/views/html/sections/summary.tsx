import { revealed } from "../../../../core/faults/visible";
import type { Danger } from "../../../model/danger";
import type { Review } from "../../../model/review";
import { verdictOf } from "../../../verdict";
import { counted, dollars, dollarsMore } from "../../../words";
import type { Material, Op } from "../material";
import { SYMBOLS } from "../symbols";
import { Named } from "./reference";

/** What a reviewer has to know before anything else: dangers, what fails, and the numbers. */
export function Summary({ material }: { readonly material: Material }) {
    const { review } = material;
    const isGrave = ({ isStateful, kind }: Danger) => isStateful || kind === "refused";
    const grave = review.dangers.filter(isGrave);
    const others = review.dangers.filter((danger) => !isGrave(danger));
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
            <Dangers material={material} dangers={grave} title="Data at stake, and what would be refused" />
            <Tiles review={review} />
            <Dangers material={material} dangers={others} title="Also to know" />
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

const VERBS: Readonly<Record<string, { readonly sign: string; readonly word: string }>> = {
    delete: { sign: SYMBOLS.delete.sign, word: "deleted" },
    replace: { sign: SYMBOLS.replace.sign, word: "replaced" },
    update: { sign: SYMBOLS.update.sign, word: "updated" },
    roll: { sign: "↻", word: "rolled" },
    run: { sign: "▸", word: "run" },
    refused: { sign: "✕", word: "refused" },
};

function Dangers({
    material,
    dangers,
    title,
}: {
    readonly material: Material;
    readonly dangers: readonly Danger[];
    readonly title: string;
}) {
    if (dangers.length === 0) {
        return null;
    }
    return (
        <>
            <h3>{title}</h3>
            <ul class="dangers">
                {dangers.map((danger, index) => (
                    <li key={index} class={`danger is-${danger.kind}${danger.isStateful ? " is-stateful" : ""}`}>
                        <span class="verb">
                            <span aria-hidden="true">{VERBS[danger.kind]?.sign}</span>{" "}
                            {VERBS[danger.kind]?.word ?? danger.kind}
                        </span>
                        <div>
                            <Named material={material} urn={danger.urn} />
                            {danger.loss !== undefined && <span class="loss"> {revealed(danger.loss)}</span>}
                            {danger.isStateful && (
                                <span class={`tag ${danger.isAllowed ? "is-fine" : "is-bad"}`}>
                                    {danger.isAllowed ? "allowed" : "not allowed"}
                                </span>
                            )}
                            {danger.causes.map((cause) => (
                                <code key={cause} class="cause">
                                    {revealed(cause)}
                                </code>
                            ))}
                            <Along material={material} urns={danger.takesAlong} />
                            {danger.affects.map(({ what, how }, at) => (
                                <p key={at} class="affects">
                                    {what.map((urn) => (
                                        <>
                                            <Named material={material} urn={urn} />{" "}
                                        </>
                                    ))}
                                    {revealed(how)}
                                </p>
                            ))}
                        </div>
                    </li>
                ))}
            </ul>
        </>
    );
}

function Along({ material, urns }: { readonly material: Material; readonly urns: readonly string[] }) {
    if (urns.length === 0) {
        return null;
    }
    return (
        <details class="along">
            <summary>{counted(urns.length, "thing goes", "things go")} along</summary>
            <ul>
                {urns.map((urn) => (
                    <li key={urn}>
                        <Named material={material} urn={urn} />
                    </li>
                ))}
            </ul>
        </details>
    );
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

import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import type { ReviewExemption, ReviewFinding } from "../../../model/finding";
import { counted } from "../../../words";
import type { Material } from "../material";
import { Reference } from "./reference";
import { Section } from "./section";
import { type Column, Table } from "./table";

const STATUS = { new: "✱ new", present: "still there", gone: "✓ gone" } as const;
const LEVEL = { mandatory: "✕ mandatory", advisory: "△ advisory" } as const;
/** A rule with more findings than these is closed at first. */
const OPEN = 10;

/** What the policies say, by rule, with the fix and the place that says it. */
export function Findings({ material }: { readonly material: Material }) {
    const { findings, exemptions, isCompared } = material.review;
    if (findings.length + exemptions.length === 0) {
        return null;
    }
    const groups = [...groupBy(findings, ({ rule, level }) => `${level} ${rule}`).values()];
    return (
        <Section
            id="findings"
            title="Policy findings"
            note={`${counted(findings.length, "finding")} of ${counted(groups.length, "rule")}.`}
        >
            {findings.length > 0 && <Filters findings={findings} isCompared={isCompared} />}
            {groups.map((group) => (
                <Rule
                    key={`${group[0]?.level} ${group[0]?.rule}`}
                    material={material}
                    findings={group}
                    isCompared={isCompared}
                />
            ))}
            {exemptions.length > 0 && <Table caption="Exemptions" columns={EXEMPTION_COLUMNS} rows={exemptions} />}
        </Section>
    );
}

function Filters({
    findings,
    isCompared,
}: {
    readonly findings: readonly ReviewFinding[];
    readonly isCompared: boolean;
}) {
    const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted();
    return (
        <div class="filters" data-filters="findings" hidden>
            <label>
                Find <input type="search" data-filter="text" placeholder="resource, message" />
            </label>
            {isCompared && (
                <Boxes name="status" legend="Status" words={STATUS} values={findings.map(({ status }) => status)} />
            )}
            <Boxes name="level" legend="Level" words={LEVEL} values={findings.map(({ level }) => level)} />
            <label>
                Rule{" "}
                <select data-filter="rule">
                    <option value="">all</option>
                    {rules.map((rule) => (
                        <option key={rule}>{revealed(rule)}</option>
                    ))}
                </select>
            </label>
            <output />
        </div>
    );
}

function Boxes<Value extends string>(props: {
    readonly name: string;
    readonly legend: string;
    readonly words: Readonly<Record<Value, string>>;
    readonly values: readonly Value[];
}) {
    return (
        <fieldset>
            <legend>{props.legend}</legend>
            {[...new Set(props.values)].map((value) => (
                <label key={value}>
                    <input type="checkbox" data-filter={props.name} value={value} checked /> {props.words[value]}
                </label>
            ))}
        </fieldset>
    );
}

function Rule({
    material,
    findings,
    isCompared,
}: {
    readonly material: Material;
    readonly findings: readonly ReviewFinding[];
    readonly isCompared: boolean;
}) {
    const [first] = findings;
    if (first === undefined) {
        return null;
    }
    const fixes = new Set(findings.map(({ fix }) => fix));
    return (
        <details class={`rule is-${first.level}`} open={findings.length <= OPEN} data-group="findings">
            <summary>
                <h3>{revealed(first.rule)}</h3> <span class={`tag is-${first.level}`}>{LEVEL[first.level]}</span>{" "}
                <span class="muted">
                    {first.severity}, {counted(findings.length, "finding")}
                </span>
            </summary>
            <p>{revealed(first.title)}</p>
            {fixes.size === 1 && <Fix text={first.fix} />}
            <ul class="findings">
                {findings.map((finding, index) => (
                    <Finding
                        key={index}
                        material={material}
                        finding={finding}
                        isCompared={isCompared}
                        showsFix={fixes.size > 1}
                    />
                ))}
            </ul>
        </details>
    );
}

function Fix({ text }: { readonly text: string }) {
    return (
        <p class="fix">
            <strong>Fix</strong> {revealed(text)}
        </p>
    );
}

function Finding(props: {
    readonly material: Material;
    readonly finding: ReviewFinding;
    readonly isCompared: boolean;
    readonly showsFix: boolean;
}) {
    const { rule, level, status, urn, resource, path, message, fix, file, line } = props.finding;
    const subject = props.material.of(urn);
    return (
        <li
            class={`finding is-${status}`}
            data-item="findings"
            data-status={status}
            data-level={level}
            data-rule={revealed(rule)}
            data-text={revealed(`${resource} ${path} ${message}`.toLowerCase())}
        >
            <div>
                {props.isCompared && <span class={`tag is-${status}`}>{STATUS[status]}</span>}{" "}
                {subject === undefined ? <bdi class="name">{revealed(resource)}</bdi> : <Reference subject={subject} />}
                {file !== undefined && (
                    <code class="place">
                        {revealed(file)}
                        {line === undefined ? "" : `:${line}`}
                    </code>
                )}
            </div>
            <p>
                {path !== "" && <code>{revealed(path)}</code>} {message.split("\n").map(revealed).join(" ")}
            </p>
            {props.showsFix && <Fix text={fix} />}
        </li>
    );
}

const EXEMPTION_COLUMNS: readonly Column<ReviewExemption>[] = [
    { title: "rule", cell: ({ rule }) => revealed(rule) },
    { title: "resources", cell: ({ resource }) => <code>{revealed(resource)}</code> },
    { title: "owner", cell: ({ owner }) => revealed(owner) },
    { title: "reason", cell: ({ reason }) => revealed(reason) },
    { title: "expires", cell: ({ expires }) => revealed(expires) },
    { title: "findings", isNumber: true, cell: ({ applies }) => applies },
];

import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import { counted } from "../../../words";
import type { Material, Subject } from "../material";
import { SYMBOLS } from "../symbols";
import { ValueChange } from "../values/value-change";
import { OpMark, Reference } from "./reference";
import { Section } from "./section";

/** A group with more changes than these is closed at first. */
const OPEN = 12;

/** Everything that changes, by the component that it belongs to, with the values before and after. */
export function Changes({ material }: { readonly material: Material }) {
    const changed = material.subjects.filter(({ op }) => op !== "same");
    if (changed.length === 0) {
        return null;
    }
    const groups = [...groupBy(changed, (subject) => placeOf(material, subject))];
    const isWhole = changed.every(({ op }) => op === "create");
    return (
        <Section
            id="changes"
            title="Changes"
            note={`${counted(changed.length, "resource")} in ${counted(groups.length, "component")}.`}
        >
            <div class="filters" data-filters="changes" hidden>
                <label>
                    Find <input type="search" data-filter="text" placeholder="name, type, property" />
                </label>
                <fieldset>
                    <legend>Operation</legend>
                    {[...new Set(changed.map(({ op }) => op))].map((op) => (
                        <label key={op}>
                            <input type="checkbox" data-filter="op" value={op} checked /> {SYMBOLS[op].sign}{" "}
                            {SYMBOLS[op].word}
                        </label>
                    ))}
                </fieldset>
                <output />
            </div>
            {groups.map(([place, subjects]) => (
                <details key={place} class="component" open={!isWhole && subjects.length <= OPEN} data-group="changes">
                    <summary>
                        <h3>{place}</h3> <Counts subjects={subjects} />
                    </summary>
                    <ul class="changes">
                        {subjects.map((subject) => (
                            <Change key={subject.index} subject={subject} />
                        ))}
                    </ul>
                </details>
            ))}
        </Section>
    );
}

/** The names of the components around it, each without that of the one before. */
function placeOf(material: Material, subject: Subject): string {
    const names = material.componentsOf(subject).map(({ name }) => name);
    const brief = names.map((name, index) => {
        const before = `${names[index - 1] ?? "platform"}-`;
        return name.startsWith(before) ? name.slice(before.length) : name;
    });
    return brief.join(" › ") || "the stack itself";
}

function Counts({ subjects }: { readonly subjects: readonly Subject[] }) {
    return (
        <span class="counts">
            {[...groupBy(subjects, ({ op }) => op)].map(([op, own]) => (
                <span key={op} class={`op op-${op}`}>
                    <span aria-hidden="true">{SYMBOLS[op].sign}</span>
                    {own.length} {SYMBOLS[op].word}
                </span>
            ))}
        </span>
    );
}

function Change({ subject }: { readonly subject: Subject }) {
    const { index, op, type, name, step, dangers } = subject;
    const changes = step?.changes ?? [];
    const words = [name, type, ...changes.map(({ path }) => path)].join(" ").toLowerCase();
    return (
        <li class="change" id={`c${index}`} data-item="changes" data-op={op} data-text={revealed(words)}>
            <div class="change-head">
                <OpMark op={op} /> <Reference subject={subject} />{" "}
                {dangers.length > 0 && <span class="tag is-bad">! danger</span>}
            </div>
            {changes.length > 0 && (
                <dl class="properties">
                    {changes.map((change) => (
                        <div key={change.path} class="property">
                            <dt>
                                <code>{revealed(change.path)}</code>
                                {change.replaces && " "}
                                {change.replaces && <span class="tag is-replace">± replaces it</span>}
                            </dt>
                            <dd>
                                <ValueChange {...change} />
                            </dd>
                        </div>
                    ))}
                </dl>
            )}
        </li>
    );
}

import { revealed } from "../../../../core/faults/visible";
import type { DangerEntry, DangerGroup } from "../../../dangers/groups";
import type { Danger } from "../../../model/danger";
import { counted } from "../../../words";
import type { Material } from "../material";
import { SYMBOLS } from "../symbols";
import { Named } from "./reference";

const SIGNS: Readonly<Record<Danger["kind"], string>> = {
    delete: SYMBOLS.delete.sign,
    replace: SYMBOLS.replace.sign,
    update: SYMBOLS.update.sign,
    roll: "↻",
    grow: "↗",
    run: "▸",
    refused: "✕",
};

/** Dangers of one sort, each with its cause and with what goes along. */
export function Dangers({ material, group }: { readonly material: Material; readonly group: DangerGroup }) {
    return (
        <>
            <h3>
                {group.title}: {group.count}
            </h3>
            <ul class="dangers">
                {group.entries.map((entry, index) => (
                    <Entry key={index} material={material} entry={entry} />
                ))}
            </ul>
        </>
    );
}

function Entry({ material, entry }: { readonly material: Material; readonly entry: DangerEntry }) {
    const { kind, urns, loss, isStateful, isAllowed, causes, takesAlong, affects } = entry;
    return (
        <li class={`danger is-${kind}${isStateful ? " is-stateful" : ""}`}>
            <span class="verb">
                <span aria-hidden="true">{SIGNS[kind]}</span> {kind}
            </span>
            <div>
                {urns.map((urn) => (
                    <>
                        <Named material={material} urn={urn} />{" "}
                    </>
                ))}
                {loss !== undefined && <span class="loss"> {revealed(loss)}</span>}
                {isStateful && (
                    <span class={`tag ${isAllowed ? "is-fine" : "is-bad"}`}>
                        {isAllowed ? "allowed" : "not allowed"}
                    </span>
                )}
                {causes.map((cause) => (
                    <code key={cause} class="cause">
                        {revealed(cause)}
                    </code>
                ))}
                <Along material={material} urns={takesAlong} />
                {affects.map(({ what, how }, at) => (
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

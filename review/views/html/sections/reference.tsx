import { kindOf, nameOf, typeOf } from "../../../../core/engine/urn";
import { revealed } from "../../../../core/faults/visible";
import type { Material, Op, Subject } from "../material";
import { SYMBOLS } from "../symbols";

/** A resource by its kind and name; choosing it shows all of it. */
export function Reference({ subject }: { readonly subject: Subject }) {
    const { index, kind, name, namespace } = subject;
    return (
        <a class="ref" href={`#r${index}`}>
            <span class="kind">{kind}</span>{" "}
            <bdi class="name">{namespace === undefined ? name : `${namespace}/${name}`}</bdi>
        </a>
    );
}

/** What a URN or a name means, as a link where the review knows it. */
export function Named({ material, urn }: { readonly material: Material; readonly urn: string }) {
    const subject = material.of(urn);
    if (subject !== undefined) {
        return <Reference subject={subject} />;
    }
    const isUrn = urn.startsWith("urn:pulumi:");
    return <bdi class="name">{revealed(isUrn ? `${kindOf(typeOf(urn))} ${nameOf(urn)}` : urn)}</bdi>;
}

/** What happens to a resource, by symbol, word and colour. */
export function OpMark({ op }: { readonly op: Op }) {
    return (
        <span class={`op op-${op}`}>
            <span class="sign" aria-hidden="true">
                {SYMBOLS[op].sign}
            </span>
            {SYMBOLS[op].word}
        </span>
    );
}

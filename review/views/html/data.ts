import { revealed } from "../../../core/faults/visible";
import type { Material, Subject } from "./material";

/** Of a text that long, the beginning is in the page. */
const MAX_TEXT = 20_000;

/** A resource as the page's script reads it. */
export interface ResourceData {
    readonly urn: string;
    readonly type: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly op: Subject["op"];
    /** Places of other resources among all. */
    readonly parent?: number;
    readonly needs: readonly number[];
    readonly inputs: unknown;
    /** What the provider adds to the inputs. */
    readonly outputs: unknown;
    readonly dangers: readonly string[];
    readonly findings: readonly { readonly rule: string; readonly level: string; readonly text: string }[];
}

/** All resources for the page's script, with nothing in them that could end the element that holds them. */
export function dataText(material: Material): string {
    const data = material.subjects.map((subject) => toData(material, subject));
    return JSON.stringify(data).replace(
        /[<>&\u2028\u2029]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function toData(material: Material, subject: Subject): ResourceData {
    const { urn, type, kind, name, namespace, op, resource, dangers, findings } = subject;
    const parent = material.of(subject.parent)?.index;
    const inputs = resource?.inputs ?? {};
    const added = Object.entries(resource?.outputs ?? {}).filter(([key]) => !Object.hasOwn(inputs, key));
    return {
        urn: revealed(urn),
        type: revealed(type),
        kind,
        name,
        ...(namespace !== undefined && { namespace }),
        op,
        ...(parent !== undefined && { parent }),
        needs: [...new Set(resource?.dependencies.flatMap((one) => material.of(one)?.index ?? []))],
        inputs: shown(inputs),
        outputs: shown(Object.fromEntries(added)),
        dangers: dangers.map(({ kind: what, loss }) => revealed(loss === undefined ? what : `${what}: ${loss}`)),
        findings: findings.map(({ rule, level, path, message }) => ({
            rule: revealed(rule),
            level,
            text: revealed(path === "" ? message : `${path}: ${message}`),
        })),
    };
}

/** The same value with its texts as a reader may see them. */
function shown(value: unknown): unknown {
    if (typeof value === "string") {
        return shownText(value);
    }
    if (Array.isArray(value)) {
        return value.map(shown);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [revealed(key), shown(member)]));
}

function shownText(text: string): string {
    const lines = text.slice(0, MAX_TEXT).split("\n").map(revealed).join("\n");
    return text.length <= MAX_TEXT
        ? lines
        : `${lines} [${text.length - MAX_TEXT} more characters: platform report --output review.json has all]`;
}

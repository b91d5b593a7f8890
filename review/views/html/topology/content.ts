import { holdingOf } from "../../../dangers/stateful-types";
import type { Material, Op, Subject } from "../material";
import type { Content, ShapeKind } from "./block";

/** The gravest first. */
const GRAVITY: readonly Op[] = ["delete", "replace", "update", "create", "import", "read", "same"];

/** The gravest of what happens to several resources. */
export function gravest(ops: Iterable<Op>): Op {
    const all = new Set(ops);
    return GRAVITY.find((op) => all.has(op)) ?? "same";
}

/** What a shape says of a resource. */
export function contentOf(kind: ShapeKind, subject: Subject, title = subject.name, note?: string): Content {
    return {
        kind,
        title,
        ...(note !== undefined && note !== "" && { note }),
        subject: subject.index,
        op: subject.op,
        isDangerous: isDangerous(subject),
    };
}

/** Whether data are at stake, or an update would fail here; nodes that are renewed are only told. */
export function isDangerous({ dangers }: Subject): boolean {
    return dangers.some(({ isStateful, kind }) => isStateful || kind === "refused");
}

/** A frame or a group, which is no resource of its own. */
export function groupContent(kind: ShapeKind, title: string, note?: string): Content {
    return { kind, title, ...(note !== undefined && { note }), op: "same" };
}

/** Resources of AWS that a reader looks for although they are in no network: what holds data, keys and logs. */
export function isKeeper({ type }: Subject): boolean {
    return type.startsWith("aws:") && holdingOf(type) !== undefined && !/^aws:(eks|ec2)/.test(type);
}

/** What happens to a workload and to the parts that its component made for it. */
export function opWithParts(material: Material, subject: Subject, parts: ReadonlyMap<string, readonly Subject[]>): Op {
    if (subject.op !== "same" || subject.parent === undefined) {
        return subject.op;
    }
    const component = material.of(subject.parent);
    const isOwn = component !== undefined && /^eks-platform:workloads:(?!Application)/.test(component.type);
    const ops = isOwn ? (parts.get(subject.parent) ?? []).map(({ op }) => op) : [];
    return gravest(ops) === "same" ? "same" : "update";
}

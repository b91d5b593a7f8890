import type { Report } from "../schema/report";
import { definitionOf, KIND_NAMES, KINDS, type ServiceSpec } from "./kinds";
import { circleOf, type Starting } from "./start-order";

type Services = ReadonlyMap<string, Partial<ServiceSpec>>;

/** Checks that what services need is there and ends, and that no two of them wait for one another. */
export function checkStarts(services: Services, report: Report): void {
    for (const [name, { needs = [] }] of services) {
        needs.forEach((target, index) => {
            const path = [name, "needs", index];
            const kind = services.get(target)?.kind;
            if (!services.has(target)) {
                const tasks = [...services].flatMap(([other, spec]) => (ends(spec) ? [other] : []));
                const known = tasks.join(", ") || "none is there";
                report(path, target, `a task of the same application: ${known}`, "Name one of them, or add the task.");
            } else if (kind && !definitionOf(kind).ends) {
                const kinds = KIND_NAMES.filter((one) => KINDS[one].ends).join(" or ");
                const allowed = `a service of kind ${kinds}, which ends; ${target} is one of kind ${kind}`;
                report(path, target, allowed, "Name it under connectsTo, or remove this key.");
            } else if (target === name) {
                report(path, target, "another service", "Remove it: a task cannot wait for itself.");
            } else if (needs.indexOf(target) !== index) {
                report(path, target, "each task once", "Remove the second mention.");
            }
        });
    }
    checkCircles(services, report);
}

function checkCircles(services: Services, report: Report): void {
    const sound = [...services].flatMap(([name, { kind, connectsTo, needs }]): [string, Starting][] =>
        kind && connectsTo ? [[name, { kind, connectsTo, needs }]] : [],
    );
    const circle = circleOf(new Map(sound));
    const [first, second = first] = circle ?? [];
    if (!circle || first === undefined || second === undefined) {
        return;
    }
    const { needs = [], connectsTo = [] } = services.get(first) ?? {};
    const [field, names] = needs.includes(second) ? ["needs", needs] : ["connectsTo", connectsTo];
    report(
        [first, field, names.indexOf(second)],
        second,
        `no circle of services that start after one another: ${[...circle, first].join(" after ")}`,
        "Remove one of these connections or needs.",
    );
}

function ends({ kind }: Partial<ServiceSpec>): boolean {
    return kind !== undefined && definitionOf(kind).ends;
}

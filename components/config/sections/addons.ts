import * as z from "zod";
import { ADDONS } from "../../addons";
import { addonSchema } from "../../addons/addon-schema";
import { conflicts } from "../../addons/conflicts";
import { stackAddons, type WrittenOptions } from "../../addons/stack-addons";
import { isClosed } from "../../network/is-closed";
import type { Report } from "../../schema/report";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** Those that no other section has the options of. */
const OWN = ADDONS.filter(({ section }) => section === undefined);

type Written = Readonly<Record<string, ({ readonly enabled?: boolean | undefined } & WrittenOptions) | undefined>>;

const addonsSchema: z.ZodType<Written> = z
    .strictObject(Object.fromEntries(OWN.map((addon) => [addon.name, addonSchema(addon)])))
    .prefault({});

/** The section `addons`; it resolves to the options of those that are installed. */
export const addonsSection = defineSection({
    name: "addons",
    description: "Services of the platform by name. One that is named is installed unless it says `enabled: false`.",
    schema: addonsSchema,
    resolve: installed,
    check: checkAddons,
});

function installed(written: Written, { kind }: SectionContext): Readonly<Record<string, WrittenOptions>> {
    const entries = OWN.flatMap((addon): [string, WrittenOptions][] => {
        const { enabled, ...options } = written[addon.name] ?? {};
        const isUsual = kind !== undefined && (addon.installedOn ?? []).includes(kind);
        return (enabled ?? (isUsual || written[addon.name] !== undefined)) ? [[addon.name, options]] : [];
    });
    return Object.fromEntries(entries);
}

function checkAddons(written: Written, context: SectionContext, report: Report): string[] {
    const [calico, ingress] = [context.resolved("calico"), context.resolved("ingress")];
    if (context.kind === undefined || !calico || !ingress) {
        return [];
    }
    const { kind } = context;
    const scaling = context.resolved("scaling");
    const addons = stackAddons({ kind, calico, ingress, scaling, addons: installed(written, context) }).map(
        ({ addon }) => addon,
    );
    for (const { addon, allowed, next } of conflicts(addons, kind, isClosed(context.resolved("network")))) {
        report([addon.name], written[addon.name], allowed, next);
    }
    return [];
}

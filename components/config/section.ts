import type * as z from "zod";
import type { Report } from "../schema/report";
import { CLUSTER_KINDS, type ClusterKind } from "./cluster-kind";
import type { SectionContext } from "./section-context";

/** One key of a stack's configuration: what may stand there, on which clusters, and what it becomes. */
export interface Section<
    Name extends string = string,
    Schema extends z.ZodType = z.ZodType,
    Kind extends ClusterKind = ClusterKind,
    Resolved = unknown,
> {
    /** The key, without the namespace. */
    readonly name: Name;
    /** What may stand there, with its description. */
    readonly schema: Schema;
    /** The kinds of cluster that read the section. */
    readonly appliesTo: readonly Kind[];
    /** What the program reads; undefined where other sections must be mended first. */
    resolve(value: z.output<Schema>, context: SectionContext, report: Report): Resolved | undefined;
    /** Reports what is wrong, and returns what deserves a warning. */
    check(value: z.output<Schema>, context: SectionContext, report: Report): readonly string[];
}

interface SectionDefinition<Name extends string, Schema extends z.ZodType, Kind extends ClusterKind> {
    /** The key, without the namespace. */
    readonly name: Name;
    /** What the section is for: the first line of the reference about it. */
    readonly description: string;
    /** What may stand there, with every default that needs no other section. */
    readonly schema: Schema;
    /**
     * The kinds of cluster that read the section. On others it is a fault to set it, and the program does not get it.
     *
     * @default every kind
     */
    readonly appliesTo?: readonly Kind[];
    /** Reports what is wrong in the section, in itself or beside others, and returns what deserves a warning. @default nothing is */
    readonly check?: (value: z.output<Schema>, context: SectionContext, report: Report) => readonly string[];
}

interface Resolving<Schema extends z.ZodType, Resolved> {
    /**
     * Fills in what depends on the kind of cluster or on other sections; undefined where one of those has a fault.
     *
     * @default the value as the schema gives it
     */
    readonly resolve: (value: z.output<Schema>, context: SectionContext, report: Report) => Resolved | undefined;
}

/**
 * Describes a section of the configuration. Add it to the list in `sections.ts`: the loader, the types of the configuration, the
 * reference and the schema for editors are derived from that list.
 *
 * Functions that read other sections are declared with the types of their parameters and results: those types come from the
 * list, so TypeScript could not infer them from a function that stands in it.
 */
export function defineSection<
    const Name extends string,
    Schema extends z.ZodType,
    Resolved,
    Kind extends ClusterKind = ClusterKind,
>(
    definition: SectionDefinition<Name, Schema, Kind> & Resolving<Schema, Resolved>,
): Section<Name, Schema, Kind, Resolved>;
export function defineSection<
    const Name extends string,
    Schema extends z.ZodType,
    Kind extends ClusterKind = ClusterKind,
>(definition: SectionDefinition<Name, Schema, Kind>): Section<Name, Schema, Kind, z.output<Schema>>;
export function defineSection({
    name,
    description,
    schema,
    appliesTo = CLUSTER_KINDS,
    ...functions
}: SectionDefinition<string, z.ZodType, ClusterKind> & Partial<Resolving<z.ZodType, unknown>>): Section {
    return {
        name,
        schema: schema.describe(description),
        appliesTo,
        resolve: functions.resolve ?? ((value) => value),
        check: functions.check ?? (() => []),
    };
}

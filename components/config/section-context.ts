import type { ClusterKind } from "./cluster-kind";
import type { ParsedSections, ResolvedSections, SectionName } from "./sections";

/** What the functions of a section may ask about the rest of its stack. */
export interface SectionContext {
    /** The kind of cluster; undefined where the stack names none, and then only what every stack has is looked at. */
    readonly kind: ClusterKind | undefined;
    /** The day by which certificates and versions are judged. */
    readonly today: Date;
    /** A section as its schema gives it; undefined where it has faults or does not apply. */
    parsed<Name extends SectionName>(name: Name): ParsedSections[Name] | undefined;
    /** A section as the program will read it; undefined too, while sections are resolved, where it stands later in the list. */
    resolved<Name extends SectionName>(name: Name): ResolvedSections[Name] | undefined;
}

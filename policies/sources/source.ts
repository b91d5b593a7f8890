import type { RawResource } from "../model/resource";

/** Something in the input that cannot be judged, or only in part. Everything else of the input still is. */
export interface SourceFault {
    /** As the user named it, or the file's path in a folder that the user named; `-` for standard input. */
    readonly file: string;
    /** Counted from 1; absent where the fault concerns the whole file. */
    readonly line?: number;
    /** Counted from 1. */
    readonly column?: number;
    /** What is wrong. Never holds a value of the file, which may be a secret. */
    readonly message: string;
    /** What to do about it. */
    readonly next: string;
    /** True where the file may hold objects that were not read. @default false */
    readonly hidesObjects?: boolean;
}

/** Something in a folder that is not judged, because it is of another sort. */
export interface PassedOver {
    /** The file or folder, as the user named it. */
    readonly file: string;
    /** Why, after "because". */
    readonly reason: string;
}

/** What was read. */
export interface Loaded {
    readonly resources: readonly RawResource[];
    readonly faults: readonly SourceFault[];
    /** What was left aside. @default nothing */
    readonly passedOver?: readonly PassedOver[];
    /** Texts of secrets that were read in plain text. No report may show them. @default none */
    readonly secrets?: readonly string[];
}

/** A file's text as it was read. */
export interface SourceText {
    readonly file: string;
    readonly text: string;
}

/** All parts in order. */
export function joined(parts: readonly Loaded[]): Loaded {
    return {
        resources: parts.flatMap(({ resources }) => resources),
        faults: parts.flatMap(({ faults }) => faults),
        secrets: parts.flatMap(({ secrets = [] }) => secrets),
        passedOver: parts.flatMap(({ passedOver = [] }) => passedOver),
    };
}

/** The files that may hold objects which were not read. */
export function unreadFiles(faults: readonly SourceFault[]): readonly string[] {
    return [...new Set(faults.filter(({ hidesObjects }) => hidesObjects === true).map(({ file }) => file))];
}

/** Nothing but something that is left aside. */
export function leftAside(file: string, reason: string): Loaded {
    return { resources: [], faults: [], passedOver: [{ file, reason }] };
}

/** Nothing but faults. */
export function faulty(...faults: readonly SourceFault[]): Loaded {
    return { resources: [], faults };
}

/** Takes one fault of a section: its path inside the section, the value there, what is allowed, and what to do. */
export type Report = (path: readonly PropertyKey[], received: unknown, allowed: string, next: string) => void;

/** Text with `*` for any text, as a pattern over whole texts. */
export function wildcard(pattern: string): RegExp {
    return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, ".*")}$`, "s");
}

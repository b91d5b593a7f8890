/** The logical name in a URN (`urn:pulumi:stack::project::parents$type::name`). */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The type as Pulumi displays it: `aws:ec2/vpc:Vpc` becomes `aws:ec2:Vpc`. */
export function shortType(type: string): string {
    return type.replace(/^([^:]+):([^:/]+)\/[a-z]\w*:(\w+)$/, "$1:$2:$3");
}

/** The type of the resource that a URN names. */
export function typeOf(urn: string): string {
    return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

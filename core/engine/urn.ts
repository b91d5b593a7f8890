/** The logical name in a URN (`urn:pulumi:stack::project::parents$type::name`); it alone may hold `::`. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The type as Pulumi displays it: `aws:ec2/vpc:Vpc` becomes `aws:ec2:Vpc`; Kubernetes types keep their version. */
export function shortType(type: string): string {
    const [packageName = "", module = "", name = ""] = type.split(":");
    const [folder = "", file] = module.split("/");
    const repeatsName = file !== undefined && file.toLowerCase() === name.toLowerCase();
    return repeatsName ? `${packageName}:${folder}:${name}` : type;
}

/** The type of the resource that a URN names. */
export function typeOf(urn: string): string {
    return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/** What a reader calls the type: a Kubernetes object or a component by its kind alone, `aws:ec2/vpc:Vpc` as `ec2 Vpc`. */
export function kindOf(type: string): string {
    const [packageName = "", module = "", name = type] = type.split(":");
    if (module === "providers") {
        return `${name} provider`;
    }
    return packageName === "aws" ? `${module.split("/")[0]} ${name}` : name;
}

/** What can be meant as a pattern of URNs, in which `*` stands for any text: it begins as a URN or with a `*`, and names something. */
export const URN_PATTERN = /^(urn:pulumi:|\*)[\s\S]*[^*:]/;

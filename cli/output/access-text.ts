import pc from "picocolors";
import { wrap } from "../../core/faults/wrap";
import type { Access, Grant, Principal } from "../../review/model/access";

const COLUMNS = 80;
const INDENT = "    ";

/** Who may do what in a cluster, and why; 80 columns wide. */
export function accessText(stack: string, { principals, undetermined }: Access): string {
    const of = (...kinds: readonly Principal["kind"][]) => principals.filter(({ kind }) => kinds.includes(kind));
    const people = of("iam", "creator");
    const head = `${stack}: ${people.length === 1 ? "1 principal" : `${people.length} principals`} of IAM`;
    return [
        pc.bold(head),
        ...people.flatMap(block),
        ...section("Groups that no IAM principal of the stack is in", of("group")),
        ...section("Machines", of("nodes")),
        ...(undetermined.length === 0
            ? []
            : ["", pc.bold("Not known"), ...undetermined.flatMap((text) => lines(text, "  "))]),
    ].join("\n");
}

function section(title: string, principals: readonly Principal[]): string[] {
    return principals.length === 0 ? [] : ["", pc.bold(title), ...principals.flatMap(block)];
}

function block({ name, trust, grants }: Principal): string[] {
    return [
        "",
        ...lines(name, ""),
        ...trust.flatMap((text) => lines(`become it: ${text}`, "  ").map(pc.dim)),
        ...(grants.length === 0 ? ["  nothing"] : grants.flatMap(grantLines)),
    ];
}

function grantLines({ allows, namespaces, because }: Grant): string[] {
    const where = namespaces === undefined ? "in the whole cluster" : `in ${namespaces.join(", ")}`;
    return [
        ...lines(`${where}, by ${because.join(" > ")}`, "  "),
        ...allows.flatMap((text) => wrap(text, COLUMNS, `${INDENT}  `, `${INDENT}- `)),
    ];
}

function lines(text: string, indent: string): readonly string[] {
    return wrap(text, COLUMNS, indent);
}

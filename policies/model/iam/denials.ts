import { type Condition, withoutNot } from "./condition";
import type { Statement } from "./statement";

/**
 * The comparisons that whoever a statement lets in must pass: its own, and those without which a denial stops everyone. A
 * denial under several conditions stops nobody who fails one of them, so that it compares nothing for certain.
 *
 * @param action what they do. @default everything that the statement allows
 */
export function comparisonsOf(
    statement: Statement,
    document: readonly Statement[],
    action?: string,
): readonly Condition[] {
    const denied = document
        .filter(
            (denial) =>
                denial.takesIn(statement, action) &&
                denial.conditions.length === 1 &&
                statement.principals.every((one) => stops(denial, one)),
        )
        .flatMap(({ conditions }) => conditions)
        .flatMap((condition) => withoutNot(condition) ?? []);
    return [...statement.conditions, ...denied];
}

function stops(denial: Statement, { type, id }: Statement["principals"][number]): boolean {
    return id.text !== undefined && denial.concerns(type, id.text) === "yes";
}

import { stringAt } from "../../../core/engine/values";
import type { PolicyDocument, PolicyStatement } from "../../iam/evaluate";
import type { Made } from "./made";

/** A stack with one thing broken. */
export interface Mutant {
    /** What is broken: the logical name of the resource and what of it. */
    readonly broken: string;
    readonly resources: readonly Made[];
}

/** Properties that hold a document of IAM. */
const DOCUMENTS = ["policy", "assumeRolePolicy"];

/** The documents of IAM that a stack's program writes, by their resources. */
export function documentsOf(resources: readonly Made[]): readonly { readonly made: Made; readonly property: string }[] {
    return resources.flatMap((made) =>
        made.type.startsWith("aws:")
            ? DOCUMENTS.filter((property) => stringAt(made.inputs, property) !== undefined).map((property) => ({
                  made,
                  property,
              }))
            : [],
    );
}

/** The statements of a document. */
export function statementsIn(made: Made, property: string): readonly PolicyStatement[] {
    const { Statement }: PolicyDocument = JSON.parse(stringAt(made.outputs, property) ?? "");
    return [Statement].flat();
}

/** The stack without each statement of its documents, and with each statement free of its conditions. */
export function statementMutants(resources: readonly Made[]): readonly Mutant[] {
    return documentsOf(resources).flatMap(({ made, property }) => {
        const statements = statementsIn(made, property);
        const written = (Statement: readonly PolicyStatement[]): readonly Made[] => {
            const outputs = { ...made.outputs, [property]: JSON.stringify({ Version: "2012-10-17", Statement }) };
            return resources.map((one) => (one === made ? { ...made, outputs } : one));
        };
        return statements.flatMap((statement, index) => {
            const name = `${made.name} ${statement.Sid ?? index}`;
            const { Condition, ...free } = statement;
            return [
                { broken: name, resources: written(statements.toSpliced(index, 1)) },
                ...(Condition === undefined
                    ? []
                    : [{ broken: `${name}: Condition`, resources: written(statements.with(index, free)) }]),
            ];
        });
    });
}

/** The stack without each resource of some types. */
export function removalMutants(resources: readonly Made[], types: readonly string[]): readonly Mutant[] {
    return resources
        .filter(({ type }) => types.includes(type))
        .map((made) => ({ broken: made.name, resources: resources.filter((one) => one !== made) }));
}

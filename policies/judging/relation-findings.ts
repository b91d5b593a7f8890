import { withDefaults } from "../model/evaluate";
import type { Reading } from "../model/reading";
import type { Relation, RelationFinding } from "../model/relation";
import type { Resource } from "../model/resource";
import type { Stack } from "../model/stack";
import type { Open } from "./undetermined";

export interface RelationFindings {
    readonly findings: readonly RelationFinding[];
    /** What could not be decided, by the resource that it concerns. */
    readonly undetermined: readonly { readonly resource: Resource; readonly places: readonly Omit<Open, "rule">[] }[];
}

/** What a relation says of a stack. */
export function relationFindings(
    relation: Relation,
    stack: Stack,
    context: Parameters<Relation["check"]>[1],
): RelationFindings {
    const resources = stack.subjects.map(({ resource }) => resource);
    for (const { reading } of resources) {
        reading.unknowns.clear();
        reading.questions.clear();
    }
    return {
        findings: [...relation.check(stack, { ...context, config: withDefaults(relation, context.config) })],
        undetermined: resources
            .filter(({ reading }) => reading.unknowns.size > 0)
            .map((resource) => ({ resource, places: placesIn(resource.reading) })),
    };
}

function placesIn({ unknowns, questions }: Reading): readonly Omit<Open, "rule">[] {
    return [...unknowns].sort().map((path) => {
        const question = questions.get(path);
        return { path, ...(question !== undefined && { question }) };
    });
}

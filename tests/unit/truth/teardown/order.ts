import { groupBy } from "../../../../core/group-by";
import type { Made } from "../made";

/** One dependency that the program gives a resource. */
export interface Edge {
    readonly from: Made;
    readonly to: Made;
}

/**
 * The order in which the engine takes a stack down: a resource before its parent, its provider and what it depends on; a component that
 * is depended on stands for everything in it.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/dependson/
 */
export class Order {
    /** Every dependency that could be left out; parents and providers cannot. */
    readonly edges: readonly Edge[];
    private readonly byUrn: ReadonlyMap<string, Made>;
    private readonly children: ReadonlyMap<string, readonly Made[]>;
    private readonly found = new Map<Made, ReadonlySet<Made>>();

    constructor(readonly resources: readonly Made[]) {
        this.byUrn = new Map(resources.map((made) => [made.urn, made]));
        this.children = groupBy(resources, ({ parent }) => parent);
        this.edges = resources.flatMap((from) =>
            [...new Set(from.dependencies)].flatMap((urn) => {
                const to = this.byUrn.get(urn);
                return to === undefined ? [] : [{ from, to }];
            }),
        );
    }

    /** What is there until a resource has gone. */
    outlasting(first: Made): ReadonlySet<Made> {
        const found = this.found.get(first) ?? this.outlastingWithout(undefined, first);
        this.found.set(first, found);
        return found;
    }

    /** The same where a dependency is left out. */
    outlastingWithout(without: Edge | undefined, first: Made): ReadonlySet<Made> {
        const found = new Set<Made>();
        const open = [first];
        for (let made = open.pop(); made !== undefined; made = open.pop()) {
            for (const next of this.after(made, without)) {
                if (!found.has(next)) {
                    found.add(next);
                    open.push(next);
                }
            }
        }
        return found;
    }

    /** A component with everything in it, or a resource. */
    within(made: Made): readonly Made[] {
        return made.id === ""
            ? [made, ...(this.children.get(made.urn) ?? []).flatMap((child) => this.within(child))]
            : [made];
    }

    private after(made: Made, without: Edge | undefined): readonly Made[] {
        const dependencies = made.dependencies
            .filter((urn) => !(without?.from === made && without.to.urn === urn))
            .flatMap((urn) => this.byUrn.get(urn) ?? []);
        const above = [made.parent, made.provider].flatMap((urn) => this.byUrn.get(urn) ?? []);
        return [...dependencies.flatMap((one) => this.within(one)), ...above];
    }
}

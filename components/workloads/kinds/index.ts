import * as z from "zod";
import { cron } from "./cron";
import { KIND_NAMES, type Kind, type KindDefinition } from "./definition";
import { explainForeignFields } from "./foreign-fields";
import { microservice } from "./microservice";
import { stateful } from "./stateful";
import { task } from "./task";

export { KIND_NAMES, type Kind, type KindDefinition } from "./definition";

/** Every kind of service. */
export const KINDS = { microservice, stateful, cron, task } satisfies Record<Kind, KindDefinition<never>>;

type Schemas = { readonly [K in Kind]: (typeof KINDS)[K]["schema"] };

/** A service of some kinds as a person writes it: in a stack file or in TypeScript. */
export type ServiceDescription<K extends Kind = Kind> = z.input<Schemas[K]>;

/** A service of one kind with every default filled in; fields that only other kinds have are never there. */
type Completed<K extends Kind> = z.output<Schemas[K]> & {
    readonly [Field in Exclude<FieldOf<Kind>, FieldOf<K>>]?: undefined;
};

type FieldOf<K extends Kind> = K extends Kind ? keyof z.output<Schemas[K]> : never;

/** A service of a kind with every default filled in. */
export type SpecOf<K extends Kind> = { readonly [Name in K]: Completed<Name> }[K];

/** A service of any kind with every default filled in. */
export type ServiceSpec = SpecOf<Kind>;

/** One service: its fields, the checks across them, and every default filled in. The key `kind` says which fields it has. */
export const serviceSchema: z.ZodType<ServiceSpec, ServiceDescription> = z
    .discriminatedUnion("kind", [KINDS[KIND_NAMES[0]].schema, ...KIND_NAMES.slice(1).map((kind) => KINDS[kind].schema)])
    .superRefine((value, context) => explainForeignFields(value, context.issues, KINDS), { when: () => true })
    .meta({ id: "Service", description: "A service: its image, and all that runs it safely." });

/** The definition of a kind. */
export function definitionOf(kind: Kind): KindDefinition<ServiceSpec> {
    return KINDS[kind];
}

/** The definition of what may be the name of a kind; of the kind by default where nothing is said. */
export function findDefinition(kind: unknown): KindDefinition<ServiceSpec> | undefined {
    const name = KIND_NAMES.find((candidate) => candidate === (kind ?? KIND_NAMES[0]));
    return name && definitionOf(name);
}

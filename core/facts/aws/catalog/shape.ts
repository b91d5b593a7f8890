/** What a value can be. `json` is a document in a string, or the object that the SDK writes as one. */
export type Kind = "string" | "number" | "boolean" | "list" | "map" | "object" | "json" | "asset" | "any";

/** What AWS takes for a value, whatever its kind: lengths in characters, items or entries, ranges inclusive. */
export interface Constraints {
    /** The only values that are taken. */
    readonly enum?: readonly (string | number)[];
    /** Regular expression of the whole value. */
    readonly pattern?: string;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly minimum?: number;
    readonly maximum?: number;
    /** Whether a number has no fraction. */
    readonly integer?: boolean;
    readonly minItems?: number;
    readonly maxItems?: number;
}

/** What a value of a resource may be. */
export interface Shape extends Constraints {
    readonly kind: Kind;
    /** @default false */
    readonly required?: boolean;
    /** Items of a list, values of a map. */
    readonly of?: Shape;
    /** Keys of a map. */
    readonly keys?: Constraints;
    /** Name of the object, in the objects of the service. */
    readonly object?: string;
}

/** Properties by name. */
export type Shapes = Readonly<Record<string, Shape>>;

/** What is known of a resource type. */
export interface CatalogType {
    /** Where its constraints are from: a CloudFormation type, operations of AWS's API. */
    readonly models: readonly string[];
    /** What the type takes, by name. */
    readonly inputs: Shapes;
    /** Outputs that always exist. */
    readonly outputs: Readonly<Record<string, Kind>>;
    /** Dotted paths of the inputs whose change calls for a new resource; `*` stands for every item of a list. */
    readonly replaces: readonly string[];
    /** Of these, inputs of which the removal alone calls for it. */
    readonly replacesOnRemoval?: readonly string[];
}

/** The file of one service. */
export interface ServiceCatalog {
    /** Packages that it was derived from, with their versions. */
    readonly source: string;
    /** Day of the derivation. */
    readonly derived: string;
    /** By type token, for example `aws:eks/cluster:Cluster`. */
    readonly types: Readonly<Record<string, CatalogType>>;
    /** Objects inside of properties, by the SDK's name for them. */
    readonly objects: Readonly<Record<string, Shapes>>;
}

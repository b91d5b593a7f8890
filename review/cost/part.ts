import type { UnitPrice } from "../../core/facts/aws/prices";
import type { CostItem } from "../model/cost";
import type { StackResource } from "../stack-resource";
import type { Surroundings } from "./surroundings";

/** What a part of the bill belongs to for a reader. */
export type CostGroup = CostItem["group"];

/** Hours of a month, as AWS's own calculator counts them. */
export const MONTH_HOURS = 730;

/** So many units of something at a price of the list. */
export interface Charge {
    /** `m7g.large`, `gp3`. */
    readonly what: string;
    /** What it is measured in, where it is not counted: `GB`. @default nothing: it is counted */
    readonly measure?: string;
    /** How many of them, all month long. */
    readonly quantity: number;
    /** Undefined where the region has no price for it: what it belongs to then has none, either. */
    readonly price: UnitPrice | undefined;
    /** What the price is multiplied with, apart from the quantity. @default 1 */
    readonly factor?: number;
}

/** What a resource, or a part of one, costs, or why nobody can say. */
export type Part = PartOf & {
    readonly group: CostGroup;
    /** Which part of its resource it is, where that has several. @default the whole */
    readonly name?: string;
};

type PartOf =
    | {
          readonly kind: "priced";
          readonly charges: readonly Charge[];
          /** What the price takes for granted, or leaves out. @default nothing */
          readonly assumption?: string;
      }
    | { readonly kind: "free"; readonly detail: string }
    | {
          readonly kind: "usage";
          /** What each unit of use costs, as far as the region's price is known. */
          readonly rates: readonly Omit<Charge, "quantity">[];
          readonly assumption: string;
      }
    | { readonly kind: "unknown"; readonly detail: string };

/** What a type costs: the parts of a resource of it, in the stack that it is in. */
export type Pricer = (resource: StackResource, surroundings: Surroundings) => readonly Part[];

import type { Relation } from "../model/relation";

/** Every rule over the whole stack. CrossGuard reads the stack anew for each: keep them few. */
export const RELATIONS: readonly Relation[] = [];

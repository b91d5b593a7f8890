import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isLike } from "./conditions";

/** What AWS's service authorization reference says of an action. */
export interface KnownAction {
    /** ARNs of what it can be allowed on, `*` for what varies; none where it knows no resources. */
    readonly resources: readonly string[];
    /** Keys of conditions that its requests can have, besides those that every request has. */
    readonly keys: readonly string[];
}

const { actions }: { readonly actions: Readonly<Record<string, KnownAction>> } = JSON.parse(
    readFileSync(join(__dirname, "actions.json"), "utf8"),
);
const ACTIONS = new Map(Object.entries(actions));

/** The actions that a pattern stands for, by their names. */
export function actionsLike(pattern: string): ReadonlyMap<string, KnownAction> {
    return new Map([...ACTIONS].filter(([name]) => isLike(pattern.toLowerCase(), name.toLowerCase(), new Map())));
}

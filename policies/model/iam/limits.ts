import type { Match } from "../selector";
import { type Condition, limitsTo } from "./condition";
import type { Statement } from "./statement";

/** Condition keys that say what an action is done to or through, and the values that leave few. */
export interface LimitingKeys {
    readonly keys: RegExp;
    readonly isFixed: (value: string) => boolean;
}

/** Names of AWS services whose first label is written out: `ec2.amazonaws.com`, `s3.*.amazonaws.com`, not `*.amazonaws.com`. */
export function serviceNames(keys: RegExp): LimitingKeys {
    return { keys, isFixed: (value) => /^[\w-]+\./.test(value) };
}

/** Any text in which something is written out. */
export function texts(keys: RegExp): LimitingKeys {
    return { keys, isFixed: (value) => /[^*?]/.test(value) };
}

/** Names below a prefix, such as `alias/`, in which something is written out. */
export function namesBelow(prefix: string, keys: RegExp): LimitingKeys {
    return { keys, isFixed: (value) => /[^*?/]/.test(value.replace(prefix, "")) };
}

/** True when a condition of a statement leaves few of what it allows, or may do so by a value that only an update can tell. */
export function isLimitedBy(statement: Statement, limits: readonly LimitingKeys[]): boolean {
    const limit = (condition: Condition): Match => {
        const known = limits.find(({ keys }) => keys.test(condition.key));
        return known === undefined ? "no" : limitsTo(condition, known.isFixed);
    };
    return statement.hasOpenCondition || statement.conditions.some((condition) => limit(condition) !== "no");
}

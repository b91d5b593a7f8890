import { CLUSTER_SCOPE, shortKind } from "./identity";
import type { Reference } from "./references";
import { wildcard } from "./wildcard";

/** Whether what a reference names is made outside of the stack. */
export type IsExternal = (reference: Reference, name: string) => boolean;

/** @param patterns objects as Kind/namespace/name, without a namespace as Kind/name; `*` stands for any text */
export function externalObjects(patterns: readonly string[]): IsExternal {
    const tests = patterns.map((pattern) => wildcard(pattern));
    return ({ kind, namespace }, name) => {
        const place = namespace === CLUSTER_SCOPE ? "" : `${namespace}/`;
        const text = `${shortKind(kind)}/${place}${name}`;
        return tests.some((test) => test.test(text));
    };
}

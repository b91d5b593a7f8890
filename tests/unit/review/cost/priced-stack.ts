import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { costOf } from "../../../../review/cost/cost";
import { type Cost, costSchema } from "../../../../review/model/cost";
import type { StackResource } from "../../../../review/stack-resource";
import { projectRoot } from "../../../../toolchain/paths";

/** The day of the tests, on which support of versions depends. */
export const TODAY = new Date("2026-11-27");

/** A file of the price list. */
export function read(name: string) {
    return JSON.parse(readFileSync(join(projectRoot(), "core/facts/aws/prices", name), "utf8"));
}

/** A resource below a component of the group. */
export function resource(
    type: string,
    name: string,
    inputs: Record<string, unknown>,
    outputs: Record<string, unknown> = {},
): StackResource {
    return { urn: `urn:pulumi:s::p::${type}::${name}`, type, parent: "urn:pulumi:s::p::group::g", inputs, outputs };
}

/** A stack in a region, as its provider says. */
export function stackOf(region: string, ...resources: readonly StackResource[]): readonly StackResource[] {
    return [resource("pulumi:providers:aws", "aws", { region }), ...resources];
}

/** The cost of a stack, which is as its schema says. */
export function priced(...args: Parameters<typeof costOf>): Cost {
    const cost = costOf(args[0], { today: TODAY, ...args[1] });
    assert.ok(cost);
    costSchema.parse(cost);
    return cost;
}

/** A resource of a stack in another region: all of them follow their provider. */
export function movedTo(region: string, one: StackResource): StackResource {
    return one.type === "pulumi:providers:aws" ? { ...one, inputs: { ...one.inputs, region } } : one;
}

/** The price of the one item whose URN ends so. */
export function monthlyOf(cost: Cost, ending: string, part?: string): number | undefined {
    const found = cost.items.filter((item) => item.urn.endsWith(ending) && item.part === part);
    assert.equal(found.length, 1, `${ending} ${part}`);
    return found[0]?.monthly;
}

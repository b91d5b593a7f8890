import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { costTable } from "../../../cli/output/cost-table";
import { wrap } from "../../../core/faults/wrap";
import { costOf } from "../../../review/cost/cost";
import type { StackResource } from "../../../review/stack-resource";
import { recordedStack } from "../review/recorded";

const TODAY = new Date("2026-11-27");

function shown(head: readonly StackResource[], base?: readonly StackResource[]): string {
    const cost = costOf(head, { today: TODAY, ...(base && { base }) });
    assert.ok(cost);
    return stripVTControlCharacters(costTable("prod", cost));
}

describe("The table of costs", () => {
    it("has no line of more than 80 columns, and rows that add up to their groups, these to the total", () => {
        const table = shown(recordedStack("dev"));
        const lines = table.split("\n");
        assert.deepEqual(
            lines.filter((line) => line.length > 80),
            [],
        );
        const cents = (line: string) => Math.round(Number(line.slice(68).replaceAll(",", "")) * 100);
        const sum = (some: readonly string[]) => some.reduce((total, line) => total + cents(line), 0);
        const amounts = lines
            .slice(0, lines.indexOf("Assumed in the sum:"))
            .filter((line) => /^.{68} +[\d,]+\.\d\d$/.test(line));
        const groups = amounts.filter((line) => !line.startsWith(" ") && !line.startsWith("total"));
        const total = sum(amounts.filter((line) => line.startsWith("total")));
        assert.equal(sum(groups), total);
        assert.equal(sum(amounts.filter((line) => line.startsWith(" "))), total);
    });

    it("says how much more or less a change costs, and what comes and goes", () => {
        const base = recordedStack("prod");
        const without = base.filter(({ type }) => type !== "aws:ec2/natGateway:NatGateway");
        assert.match(shown(without, base), /105\.12\s+less\s+than\s+before/);
        assert.match(shown(without, base), /gone: 3 x NAT gateway/);
        assert.match(shown(base, without), /105\.12\s+more\s+than\s+before/);
        assert.match(shown(base, without), /new: 3 x NAT gateway/);
        assert.match(shown(base, base), /the same as\s+before/);
    });

    it("breaks lines between words, and words nowhere", () => {
        assert.deepEqual(wrap("one two three", 9, "    ", "  "), ["  one two", "    three"]);
        assert.deepEqual(wrap("abcdefghijkl mn", 5, ""), ["abcdefghijkl", "mn"]);
    });
});

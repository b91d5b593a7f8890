import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { newReading } from "../../../policies/model/reading";
import { selects } from "../../../policies/model/selector";
import { Value } from "../../../policies/model/value";

const value = (data: unknown) => new Value(data, newReading(false));
const expression = (operator: string, values?: unknown, key = "app") => ({
    matchExpressions: [{ key, operator, ...(values !== undefined && { values }) }],
});

describe("A label selector", () => {
    for (const [what, selector, labels, expected] of [
        ["everything, when it is empty", {}, { app: "web" }, "yes"],
        ["nothing, when it is absent", undefined, { app: "web" }, "no"],
        ["a label", { matchLabels: { app: "web" } }, { app: "web", tier: "a" }, "yes"],
        ["not another value", { matchLabels: { app: "web" } }, { app: "api" }, "no"],
        ["not a missing label", { matchLabels: { app: "web" } }, undefined, "no"],
        ["one of several", expression("In", ["web", "api"]), { app: "api" }, "yes"],
        ["none of several", expression("NotIn", ["web"]), { app: "api" }, "yes"],
        ["a missing label by NotIn", expression("NotIn", ["web"]), {}, "yes"],
        ["not one of those excluded", expression("NotIn", ["web"]), { app: "web" }, "no"],
        ["a label that exists", expression("Exists"), { app: "" }, "yes"],
        ["not a label that does not exist", expression("Exists"), {}, "no"],
        ["a label that must not exist", expression("DoesNotExist"), {}, "yes"],
        ["perhaps, by an unknown label", { matchLabels: { app: "web" } }, { app: UNKNOWN }, "unknown"],
        ["perhaps, by an unknown value", expression("In", [UNKNOWN]), { app: "web" }, "unknown"],
        ["a label that exists, whatever its value", expression("Exists"), { app: UNKNOWN }, "yes"],
        ["not what differs elsewhere", { matchLabels: { a: UNKNOWN, b: "1" } }, { a: "1", b: "2" }, "no"],
    ] as const) {
        it(`selects ${what}`, () => {
            assert.equal(selects(value(selector), value(labels)), expected);
        });
    }

    it("rules nothing out by labels that a patch leaves unstated", () => {
        const labels = value({ app: "web" });
        const wants = (matchLabels: object) => value({ matchLabels });
        assert.equal(selects(wants({ app: "web" }), labels, "some"), "yes");
        assert.equal(selects(wants({ app: "db" }), labels, "some"), "no");
        assert.equal(selects(wants({ tier: "a" }), labels, "some"), "unknown");
        assert.equal(selects(wants({ tier: "a" }), labels, "all"), "no");
        const lacks = value({ matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] });
        assert.equal(selects(lacks, labels, "some"), "unknown");
        assert.equal(selects(lacks, labels, "all"), "yes");
    });
});

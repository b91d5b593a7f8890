import assert from "node:assert/strict";
import { type Addon, defineAddon } from "../../../components/addon-kit/addon";
import type { Phase } from "../../../components/addon-kit/phase";
import { ADDONS } from "../../../components/addons";
import { before, inOrder } from "../../../components/addons/order";

function addon(name: string, phase: Phase, needs: readonly string[] = []): Addon {
    return defineAddon({
        name,
        title: "Is for tests.",
        chart: { name, version: "1.0.0", repository: "https://charts.example", published: "2026-01-01" },
        phase,
        needs,
        clusters: ["eks"],
        options: () => ({}),
        defaults: { small: {}, full: {} },
        edges: () => [],
        values: () => ({}),
    });
}

const names = (addons: readonly Addon[]) => addons.map(({ name }) => name);

describe("The order of add-ons", () => {
    it("is that of the phases, whatever the list's is", () => {
        assert.deepEqual(names(inOrder([addon("a", "services"), addon("b", "network")])), ["b", "a"]);
    });

    it("puts what an add-on needs before it, and leaves the rest as it is listed", () => {
        const addons = [addon("a", "services", ["c"]), addon("b", "services"), addon("c", "services")];
        assert.deepEqual(names(inOrder(addons)), ["c", "a", "b"]);
    });

    it("waits for what is needed and for all of earlier phases, and for nothing else", () => {
        const addons = [
            addon("n", "network"),
            addon("a", "services"),
            addon("b", "services"),
            addon("c", "services", ["b"]),
        ];
        assert.deepEqual(names(before(addons[3] ?? assert.fail(), addons)), ["n", "b"]);
    });

    it("is refused where add-ons need each other in a circle, which the message names", () => {
        const circle = [addon("a", "services", ["b"]), addon("b", "services", ["c"]), addon("c", "services", ["b"])];
        assert.throws(() => inOrder(circle), /circle: b needs c needs b\./);
        assert.throws(() => inOrder([addon("a", "services", ["a"])]), /circle: a needs a\./);
    });

    it("is refused where one needs what comes in a later phase", () => {
        const addons = [addon("a", "network", ["b"]), addon("b", "services")];
        assert.throws(
            () => inOrder(addons),
            /a of the phase network needs b, which comes later, in the phase services/,
        );
    });

    it("can be found for all that are listed, each after what it needs", () => {
        const ordered = names(inOrder(ADDONS));
        assert.equal(ordered.length, ADDONS.length);
        for (const { name, needs = [] } of ADDONS) {
            for (const needed of needs) {
                assert.ok(ordered.indexOf(needed) < ordered.indexOf(name), `${needed} ${name}`);
            }
        }
    });
});

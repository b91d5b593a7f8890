import assert from "node:assert/strict";
import { ConfigError, loadConfig } from "../../../components/config";
import { validValues } from "./valid";

const ENTRY = { urn: "*::platform-shop-namespace", reason: "It has moved.", expires: "2027-01-31" };

function load(entry: object, today = "2027-01-31T23:59:59Z") {
    const values = { ...validValues(), "eks-platform:review": { allowReplace: [{ ...ENTRY, ...entry }] } };
    return loadConfig({ stack: "test", values }, { today: new Date(today) });
}

describe("The section review", () => {
    it("allows what it names until the end of its last day, and says so from then on", () => {
        assert.deepEqual(load({}).review.allowReplace, [ENTRY]);
        assert.equal(
            load({}).warnings.some((warning) => warning.includes("allowReplace")),
            false,
        );
        const after = load({}, "2027-02-01T00:00:00Z");
        assert.deepEqual(after.review.allowReplace, []);
        assert.match(after.warnings.join("\n"), /allowReplace: \*::platform-shop-namespace .*2027-01-31 is over/);
    });

    for (const { what, entry, path, allowed } of [
        { what: "a name that is no URN", entry: { urn: "shop" }, path: "urn", allowed: /a URN, in which \* stands/ },
        { what: "everything", entry: { urn: "*" }, path: "urn", allowed: /a URN/ },
        { what: "no reason", entry: { reason: " " }, path: "reason", allowed: /./ },
        {
            what: "a day that does not exist",
            entry: { expires: "2027-02-30" },
            path: "expires",
            allowed: /a day in quotes/,
        },
        {
            what: "another form of a day",
            entry: { expires: "31.01.2027" },
            path: "expires",
            allowed: /a day in quotes/,
        },
        { what: "no day", entry: { expires: undefined }, path: "expires", allowed: /a day in quotes/ },
    ]) {
        it(`refuses ${what}`, () => {
            assert.throws(
                () => load(entry),
                (error) => {
                    assert.ok(error instanceof ConfigError);
                    assert.deepEqual(
                        error.faults.map((fault) => fault.path),
                        [`eks-platform:review.allowReplace[0].${path}`],
                    );
                    return allowed.test(error.faults[0]?.allowed ?? "");
                },
            );
        });
    }
});

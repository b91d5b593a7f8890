import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readPlain } from "../../../components/schema/plain-scalar";

const AMBIGUOUS = [
    ...["1.10", "1.0", "5.", "+5", ".5", "1e3", "1E-7", "12345e7", "0.0000001", "-0"],
    ...["010", "0027", "08", "0x1F", "0b101", "0o17", "-0x1f", "1_000", "0x_ff", "1__2.5_0", "+_5", "0o-7"],
    ...["12345678901234567890", "9007199254740993", "1.23456789012345678901"],
    ...[".inf", "-.Inf", "+.INF", ".nan", ".NaN"],
    ...["2024-01-01", "2024-1-1", "2024-01-01T10:00:00Z", "2024-01-01t10:00:00.5+02:00", "2024-01-01 10:00:00"],
    // Go takes a comma for the point before fractions of a second.
    ...["2024-01-01 10:00:00,5", "2024-01-01T10:00:00,123Z", "2024-1-1t1:2:3,5-07:00"],
    ...["2024-02-29", "0000-01-01", "2024-01-01  1:00:00", "2024-01-01T10:00:00+23:60", "2024-01-01T10:00:00+24:00"],
    ...["True", "FALSE"],
];

describe("A scalar without quotes", () => {
    for (const text of AMBIGUOUS) {
        it(`is ambiguous where YAML takes it for something else than its text: ${text}`, () => {
            assert.deepEqual(readPlain(text), { ambiguous: true });
        });
    }

    it("is text where every version of the engine's parser reads text, also where YAML 1.1 read a truth value", () => {
        for (const text of [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "1.2.3",
            "10.0.0.0/16",
            "1m",
            "12:30:45",
            "0x",
            "v1",
            "1e",
            "a_1",
            // No day or time of any calendar
            "2026-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-1-32",
            "2024-01-00",
            "2024-04-31 10:00:00",
            "2024-02-30T10:00:00.5Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01 25:00:00",
            "2024-01-01T10:60:00Z",
            "2024-01-01T10:00:60Z",
            "2024-01-01T10:00:00+25:00",
            "2024-01-01T10:00:00+14:61",
            "2024-01-01\t10:00:00",
            "2024-01-01 10:00:00+01:00",
        ]) {
            assert.deepEqual(readPlain(text), { value: text });
        }
    });

    it("is a number, a truth value or nothing where its text says so", () => {
        assert.deepEqual(readPlain("8080"), { value: 8080 });
        assert.deepEqual(readPlain("-0.5"), { value: -0.5 });
        assert.deepEqual(readPlain("true"), { value: true });
        for (const text of ["", "~", "null", "Null", "NULL"]) {
            assert.deepEqual(readPlain(text), { value: null });
        }
    });

    it("has the text of its value whenever it has a value that is not nothing", () =>
        fc.assert(
            fc.property(fc.stringMatching(/^[-+0-9._exXobBainftTrueZ:]{1,12}$/), (text) => {
                const scalar = readPlain(text);
                assert.ok("ambiguous" in scalar || scalar.value === null || String(scalar.value) === text);
            }),
        ));
});

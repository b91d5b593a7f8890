import assert from "node:assert/strict";
import { openFamilies, parseCidr } from "../../../../core/facts/network/cidr";

describe("A CIDR block", () => {
    for (const [text, first, last] of [
        ["10.1.2.3/8", 10n << 24n, (11n << 24n) - 1n],
        ["192.0.2.1", 0xc0000201n, 0xc0000201n],
        ["::/0", 0n, (1n << 128n) - 1n],
        ["0::0/0", 0n, (1n << 128n) - 1n],
        ["2001:DB8::/32", 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
        ["::ffff:10.0.0.0/104", (0xffffn << 32n) | (10n << 24n), ((0xffffn << 32n) | (11n << 24n)) - 1n],
    ] as const) {
        it(`is read from ${text}`, () => {
            const range = parseCidr(text);
            assert.deepEqual([range?.first, range?.last], [first, last]);
        });
    }

    for (const text of [
        "",
        "10.0.0.0/33",
        "10.0.0/8",
        "256.0.0.0/8",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "1::2::3/64",
        "g::/8",
        "::/129",
        "1:2:3:4:5:6:7:8:9/64",
    ]) {
        it(`is not read from ${JSON.stringify(text)}`, () => {
            assert.equal(parseCidr(text), undefined);
        });
    }
});

describe("CIDR blocks", () => {
    for (const [cidrs, families] of [
        [["0.0.0.0/0"], [4]],
        [["1.2.3.4/0"], [4]],
        [["::/0"], [6]],
        [
            ["0:0:0:0:0:0:0:0/0", "0.0.0.0/0"],
            [4, 6],
        ],
        [["128.0.0.0/1", "0.0.0.0/1"], [4]],
        [["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1", "10.0.0.0/8"], [4]],
        [["::/1", "8000::/1"], [6]],
        [["0.0.0.0/1"], []],
        [["0.0.0.0/1", "128.0.0.0/2"], []],
        [["0.0.0.0/1", "192.0.0.0/2"], []],
        [["pl-12345", "10.0.0.0/8"], []],
        [[], []],
    ] as const) {
        it(`are ${families.length > 0 ? "open" : "not open"}: ${cidrs.join(", ") || "none"}`, () => {
            assert.deepEqual(openFamilies(cidrs), families);
        });
    }
});

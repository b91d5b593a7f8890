import assert from "node:assert/strict";
import { parse } from "yaml";
import { stackFile, withoutSecrets } from "../../../cli/engine/project-copy";

describe("A stack's file for a simulated run", () => {
    const settings = [
        "secretsprovider: awskms://alias/pulumi",
        "encryptedkey: AQICAHg=",
        "encryptionsalt: v1:abc",
        "config:",
        "  eks-platform:region: eu-west-1",
        "  eks-platform:token: { secure: v1:ciphertext }",
        "  eks-platform:services:",
        "    shop: { nested: [{ secure: AAAB }] }",
        "",
    ].join("\n");

    it("keeps plain values and replaces every encrypted one, however deep", () => {
        assert.deepEqual(parse(withoutSecrets(settings)).config, {
            "eks-platform:region": "eu-west-1",
            "eks-platform:token": "[secret]",
            "eks-platform:services": { shop: { nested: ["[secret]"] } },
        });
    });

    it("keeps what is written by escapes in escapes, since the engine reads the characters themselves otherwise", () => {
        const escaped = String.raw`config: { a:b: "\u2028 \u0085 \u2029 \x7f \x07 \uffff é" }`;
        const copy = withoutSecrets(escaped);
        assert.match(copy, /^[\n\x20-\x7eé]*$/);
        assert.deepEqual(parse(copy), parse(escaped));
    });

    it("needs no passphrase and no key", () => {
        assert.deepEqual(Object.keys(parse(withoutSecrets(settings))), ["config"]);
    });
});

describe("The name of a stack", () => {
    for (const name of ["", "a\n::error::b", "\u001b[2J", "../prod", "a b", "x".repeat(101)]) {
        it(`is refused in one line without control characters: ${JSON.stringify(name).slice(0, 30)}`, () => {
            assert.throws(
                () => stackFile(name),
                ({ message }: Error) => {
                    assert.match(
                        message,
                        /^The stack's name is [^\p{Cc}]*; allowed: [^\p{Cc}]*\nNext step: [^\p{Cc}]*$/u,
                    );
                    assert.doesNotMatch(message, /^::/m);
                    return true;
                },
            );
        });
    }
});

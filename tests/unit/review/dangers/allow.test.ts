import assert from "node:assert/strict";
import { URN_PATTERN } from "../../../../core/engine/urn";
import { allowDangers, idlePatterns, notAllowed } from "../../../../review/dangers/allow";
import { ChangedStack, SECRET, urnOf } from "./stack";

const KEY = "aws:kms/key:Key";

describe("An allowance", () => {
    const { dangers } = new ChangedStack()
        .deleted(KEY, "logs-key", {})
        .deleted(KEY, "volumes-key", {})
        .deleted(SECRET, "login", {})
        .deleted("aws:ec2/eip:Eip", "address", {});
    const left = (...patterns: readonly string[]) =>
        notAllowed(allowDangers(dangers, patterns)).map(({ urn }) => urn.split("::").at(-1));

    it("is needed for all that takes data along, and for nothing else", () => {
        assert.deepEqual(left(), ["logs-key", "volumes-key", "login"]);
        assert.deepEqual(left("*"), []);
    });

    it("names a URN, with * for any text, and never a part of one by accident", () => {
        assert.deepEqual(left(urnOf(KEY, "logs-key")), ["volumes-key", "login"]);
        assert.deepEqual(left("*::logs-key"), ["volumes-key", "login"]);
        assert.deepEqual(left("*kms/key:Key::*", "*::login"), []);
        assert.deepEqual(left("logs-key", "*::logs", "*.logs-key"), ["logs-key", "volumes-key", "login"]);
    });

    it("that names nothing is told: a misspelt one, and one of what loses no data", () => {
        assert.deepEqual(idlePatterns(dangers, ["*::login", "*::lgin", "*::address"]), ["*::lgin", "*::address"]);
    });

    it("is a URN or begins with *, and says something", () => {
        const texts = [urnOf(KEY, "x"), "*::x", "*x*", "x", "**", "*", "*::*", "", "urn:pulumi:"];
        assert.deepEqual(
            texts.filter((text) => URN_PATTERN.test(text)),
            [urnOf(KEY, "x"), "*::x", "*x*"],
        );
    });
});

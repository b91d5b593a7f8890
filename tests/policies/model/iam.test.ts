import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { isEverything, matchesPattern } from "../../../policies/model/iam/patterns";
import { statementsOf } from "../../../policies/model/iam/statement";
import { newReading } from "../../../policies/model/reading";
import { Value } from "../../../policies/model/value";

const statements = (document: unknown) => statementsOf(new Value(document, newReading(false)));
const STATEMENT = { Effect: "Allow", Action: "s3:Get*", Resource: "*" };

describe("An IAM policy document", () => {
    for (const [what, document] of [
        ["an object", { Statement: [STATEMENT] }],
        ["its JSON text", JSON.stringify({ Statement: [STATEMENT] })],
        ["one statement without a list", { Statement: STATEMENT }],
        ["actions and resources in lists", { Statement: [{ ...STATEMENT, Action: ["s3:Get*"], Resource: ["*"] }] }],
    ] as const) {
        it(`is read from ${what}`, () => {
            const [only, ...others] = statements(document);
            assert.deepEqual(
                [only?.allows, only?.actions, only?.onEveryResource, only?.isAbout("S3:getObject"), others],
                [true, ["s3:Get*"], true, true, []],
            );
        });
    }

    for (const document of [UNKNOWN, "no JSON", "", undefined, [], { Statement: "text" }]) {
        it(`allows nothing where it is ${JSON.stringify(document)}`, () => {
            assert.deepEqual(
                statements(document).filter(({ allows }) => allows),
                [],
            );
        });
    }

    it("names principals in all their forms", () => {
        const principals = (Principal: unknown) =>
            statements({ Statement: { ...STATEMENT, Principal } }).flatMap((one) =>
                one.principals.map(({ type, id }) => `${type} ${id.text}`),
            );
        assert.deepEqual(principals("*"), ["* *"]);
        assert.deepEqual(principals({ AWS: "*", Service: ["a", "b"] }), ["AWS *", "Service a", "Service b"]);
        assert.deepEqual(principals(undefined), []);
    });

    it("compares actions as IAM does", () => {
        assert(matchesPattern("iam:P*", "iam:PassRole"));
        assert(matchesPattern("IAM:pass?ole", "iam:PassRole"));
        assert(!matchesPattern("iam.PassRole", "iam:PassRole"));
        assert(!matchesPattern("iam:Pass", "iam:PassRole"));
    });

    it("knows the spellings of everything", () => {
        for (const pattern of ["*", "**", "*:*", "?*", "*:?*", "arn:aws:*", "arn:*:*:*:*:*"]) {
            assert(isEverything(pattern), pattern);
        }
        for (const pattern of ["s3:*", "arn:aws:s3:::a*", "arn:*:s3:::shop/*", "???", "", ":"]) {
            assert(!isEverything(pattern), pattern);
        }
    });

    it("knows patterns that take in every resource of a kind", () => {
        const onEveryRole = (Resource: unknown) =>
            statements({ Statement: { ...STATEMENT, Resource } }).some((one) => one.onEvery("iam", "role"));
        for (const pattern of [
            ...["*", "arn:*", "arn:aws:iam:*", "arn:aws:iam::*", "arn:aws:iam::*:role/*", "arn:*:iam::*:role*"],
            ...["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:*", "arn:aws:*:*:*:role/?*"],
        ]) {
            assert(onEveryRole(pattern), pattern);
        }
        for (const pattern of [
            ...["arn:aws:iam::*:role/shop", "arn:aws:iam::*:role/shop-*", "arn:aws:iam::*:role/service-role/*"],
            ...["arn:aws:s3:::*", "arn:aws:iam::*:user/*", ""],
        ]) {
            assert(!onEveryRole(pattern), pattern);
        }
    });
});

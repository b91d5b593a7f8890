import assert from "node:assert/strict";
import fc from "fast-check";
import { statementsOf } from "../../../policies/model/iam/statement";
import { strangersLetIn } from "../../../policies/model/iam/strangers";
import { newReading } from "../../../policies/model/reading";
import { Value } from "../../../policies/model/value";
import type { RequestContext } from "../../iam/conditions";
import { type PolicyStatement, statementsAllow } from "../../iam/evaluate";

const OURS = "111122223333";
const variable = (name: string) => `\${${name}}`;

/**
 * Keys with the values that policies compare them with, and what strangers send. Who they are and where they come from is
 * theirs; what they may choose themselves (names, headers, tags, regions) fits whatever a policy asks for.
 */
const KEYS: Readonly<Record<string, { readonly compared: readonly string[]; readonly sent: readonly string[] }>> = {
    "aws:PrincipalOrgID": { compared: ["o-ours", "o-*", "*", variable("aws:ResourceOrgID")], sent: ["o-theirs"] },
    "aws:PrincipalAccount": { compared: [OURS, "*", variable("aws:PrincipalAccount")], sent: ["999988887777"] },
    "aws:SourceAccount": { compared: [OURS, "9*", variable("aws:ResourceAccount")], sent: ["999988887777"] },
    "aws:PrincipalArn": {
        compared: [`arn:aws:iam::${OURS}:role/*`, "arn:aws:iam::*:role/admin", "arn:aws:iam::*:*", "*"],
        sent: ["arn:aws:iam::999988887777:role/admin"],
    },
    "aws:SourceArn": {
        compared: [`arn:aws:sns:*:${OURS}:*`, "arn:aws:sns:*:*:*", "arn:aws:s3:::ours", "arn:aws:s3:::ours-*"],
        sent: ["arn:aws:s3:::ours-evil", "arn:aws:sns:eu-west-1:999988887777:shop"],
    },
    "aws:SourceIp": {
        compared: ["198.51.100.0/24", "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8"],
        sent: ["203.0.113.9", "93.184.216.34"],
    },
    "aws:SourceVpce": { compared: ["vpce-ours", "vpce-*"], sent: ["vpce-theirs"] },
    "aws:userid": { compared: ["AROAOURS:*", "*:shop"], sent: ["AROATHEIRS:shop"] },
    "aws:username": { compared: ["admin"], sent: ["admin"] },
    "aws:PrincipalTag/team": { compared: ["shop", "*"], sent: ["shop"] },
    "aws:Referer": { compared: ["https://example.com/*"], sent: ["https://example.com/"] },
    "aws:RequestedRegion": { compared: ["eu-west-1"], sent: ["eu-west-1"] },
    "s3:x-amz-acl": { compared: ["bucket-owner-full-control"], sent: ["bucket-owner-full-control"] },
    "aws:SecureTransport": { compared: ["true"], sent: ["true"] },
};

const OF_THE_RESOURCE: readonly (readonly [string, string])[] = [
    ["aws:resourceaccount", OURS],
    ["aws:resourceorgid", "o-ours"],
];

function operatorsOf(key: string): readonly string[] {
    const names =
        key === "aws:SourceIp"
            ? ["IpAddress", "NotIpAddress"]
            : key === "aws:SecureTransport"
              ? ["Bool"]
              : /Arn$/.test(key)
                ? ["ArnLike", "ArnNotLike", "ArnEquals", "StringLike"]
                : ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"];
    return ["", "ForAnyValue:", "ForAllValues:"].flatMap((quantifier) =>
        names.flatMap((name) => [`${quantifier}${name}`, `${quantifier}${name}IfExists`]),
    );
}

/** Every stranger: each key is sent with one of its values, or not at all, as by an anonymous caller or another way in. */
const strangers: fc.Arbitrary<RequestContext> = fc
    .tuple(
        ...Object.entries(KEYS).map(([key, { sent }]) => fc.constantFrom(undefined, ...sent.map((one) => [key, one]))),
    )
    .map(
        (pairs) =>
            new Map([
                ...OF_THE_RESOURCE,
                ...pairs.flatMap((pair) => (pair ? [[pair[0]?.toLowerCase() ?? "", pair[1] ?? ""] as const] : [])),
            ]),
    );

const comparison = fc.constantFrom(...Object.keys(KEYS)).chain((key) =>
    fc.record({
        key: fc.constant(key),
        operator: fc.oneof(
            { arbitrary: fc.constantFrom(...operatorsOf(key)), weight: 9 },
            { arbitrary: fc.constant("Null"), weight: 1 },
        ),
        values: fc.uniqueArray(fc.constantFrom(...(KEYS[key]?.compared ?? [])), { minLength: 1, maxLength: 2 }),
    }),
);

function conditionOf(comparisons: readonly { key: string; operator: string; values: readonly string[] }[]) {
    const condition: Record<string, Record<string, readonly string[]>> = {};
    for (const { key, operator, values } of comparisons) {
        condition[operator] = { ...condition[operator], [key]: operator === "Null" ? ["false"] : values };
    }
    return condition;
}

const statement = (Effect: "Allow" | "Deny") =>
    fc
        .array(comparison, { minLength: Effect === "Deny" ? 1 : 0, maxLength: 2 })
        .map((comparisons): PolicyStatement => ({ Effect, Condition: conditionOf(comparisons) }));

/** One statement that allows, and sometimes one that denies. */
const policies = fc
    .tuple(statement("Allow"), fc.option(statement("Deny"), { nil: undefined, freq: 3 }))
    .map(([allow, deny]) => [allow, ...(deny === undefined ? [] : [deny])]);

function letsIn(statements: readonly PolicyStatement[]): boolean {
    const Statement = statements.map((one) => ({ ...one, Principal: "*", Action: "s3:GetObject", Resource: "*" }));
    const document = statementsOf(new Value({ Statement }, newReading(false)));
    return document.some((one) => strangersLetIn(one, document).length > 0);
}

/**
 * Comparisons that are reported though they may hold for nobody: those that are negated, and those with a wildcard where `*` is
 * a letter like others.
 */
function isNegatedOrUseless(statements: readonly PolicyStatement[]): boolean {
    return statements.some(({ Condition }) =>
        Object.entries(Condition ?? {}).some(
            ([operator, keys]) =>
                /Not|Null/.test(operator) || (/StringEquals/.test(operator) && /[*?]/.test(JSON.stringify(keys))),
        ),
    );
}

describe("A policy for everyone", () => {
    const requests = fc.sample(strangers, { seed: 20_261_127, numRuns: 600 });

    it("is refused wherever IAM's evaluation lets a stranger in", () => {
        let open = 0;
        fc.assert(
            fc.property(policies, (statements) => {
                const stranger = requests.find((context) => statementsAllow(statements, context));
                open += stranger === undefined ? 0 : 1;
                assert(
                    stranger === undefined || letsIn(statements),
                    JSON.stringify([statements, [...(stranger ?? [])]]),
                );
            }),
            { seed: 20_261_127, numRuns: 1_500 },
        );
        assert(open > 150, `policies that let strangers in: ${open}`);
    });

    it("is accepted where one comparison with fixed values keeps every stranger out", () => {
        let closed = 0;
        fc.assert(
            fc.property(statement("Allow"), (allow) => {
                fc.pre(!isNegatedOrUseless([allow]));
                const isClosed = !requests.some((context) => statementsAllow([allow], context));
                closed += isClosed ? 1 : 0;
                assert(!isClosed || !letsIn([allow]), JSON.stringify(allow));
            }),
            { seed: 20_261_128, numRuns: 1_500 },
        );
        assert(closed > 40, `policies that let no stranger in: ${closed}`);
    });
});

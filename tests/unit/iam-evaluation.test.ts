import assert from "node:assert/strict";
import { type Caller, isAllowed, type Policies, type PolicyDocument, type PolicyStatement } from "../iam/evaluate";

const ACCOUNT = "111122223333";
const ROLE: Caller = { kind: "AWS", id: `arn:aws:iam::${ACCOUNT}:role/store` };
const FOREIGNER: Caller = { kind: "AWS", id: "arn:aws:iam::999988887777:role/store" };
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
const OBJECT = "arn:aws:s3:::bucket/file";

function document(...statements: readonly Omit<PolicyStatement, "Effect">[]): PolicyDocument {
    return { Statement: statements.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement })) };
}

/** Whether a caller may, with keys of the request in lower case. */
function may(
    action: string,
    resource: string,
    policies: Policies,
    caller = ROLE,
    context: Readonly<Record<string, string | readonly string[]>> = {},
): boolean {
    return isAllowed(
        { caller, action, resource, account: ACCOUNT, context: new Map(Object.entries(context)) },
        policies,
    );
}

const READ = document({ Action: "s3:Get*" });
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });

/** What AWS's own pages say of the order in which policies are looked at. */
describe("The evaluation of IAM's policies", () => {
    it("allows nothing by default, and nothing that any policy denies", () => {
        const deny: PolicyDocument = { Statement: { Effect: "Deny", NotAction: "s3:Put*", Resource: "*" } };
        assert.equal(may("s3:GetObject", OBJECT, {}), false);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ] }), true);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ, deny] }), false);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ], session: deny }), false);
    });

    it("takes either policy in one account, both between two", () => {
        const resource = document({ Principal: { AWS: ROLE.id }, Action: "s3:GetObject" });
        const shared = document({ Principal: root("999988887777"), Action: "s3:GetObject" });
        assert.equal(may("s3:GetObject", OBJECT, { resource }), true);
        assert.equal(may("s3:GetObject", OBJECT, { resource: shared }, FOREIGNER), false);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ] }, FOREIGNER), false);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ], resource: shared }, FOREIGNER), true);
    });

    it("leaves the decision to an account that is named, and lets nobody in by that alone", () => {
        const resource = document({ Principal: root(ACCOUNT), Action: "*" });
        assert.equal(may("s3:GetObject", OBJECT, { resource }), false);
        assert.equal(may("s3:GetObject", OBJECT, { identity: [READ], resource }), true);
    });

    it("opens a key and a role by their own policies alone", () => {
        const identity = [document({ Action: ["kms:Decrypt", "sts:AssumeRole"] })];
        const named = document({ Principal: { AWS: ROLE.id }, Action: "*" });
        const left = document({ Principal: { AWS: ACCOUNT }, Action: "*" });
        for (const action of ["kms:Decrypt", "sts:AssumeRole"]) {
            assert.equal(may(action, KEY, { identity }), false);
            assert.equal(may(action, KEY, { identity, resource: left }), true);
            assert.equal(may(action, KEY, { resource: left }), false);
            assert.equal(may(action, KEY, { resource: named }), true);
        }
    });

    it("keeps a caller inside of a boundary and of a session's policy", () => {
        const all = document({ Action: "*" });
        assert.equal(may("s3:GetObject", OBJECT, { identity: [all], boundary: READ }), true);
        assert.equal(may("s3:PutObject", OBJECT, { identity: [all], boundary: READ }), false);
        assert.equal(may("s3:PutObject", OBJECT, { identity: [all], session: READ }), false);
        assert.equal(may("s3:GetObject", OBJECT, { boundary: READ, session: READ }), false);
    });

    it("lets services and tokens in where a policy names them", () => {
        const service: Caller = { kind: "Service", id: "ec2.amazonaws.com" };
        const trust = document({
            Principal: { Service: ["eks.amazonaws.com", "ec2.amazonaws.com"] },
            Action: "sts:AssumeRole",
        });
        assert.equal(may("sts:AssumeRole", ROLE.id, { resource: trust }, service), true);
        assert.equal(
            may("sts:AssumeRole", ROLE.id, { resource: trust }, { ...service, id: "lambda.amazonaws.com" }),
            false,
        );
        assert.equal(
            may("sts:AssumeRole", ROLE.id, { resource: trust }, { kind: "AWS", id: "ec2.amazonaws.com" }),
            false,
        );
    });

    it("denies to everybody but those whom NotPrincipal names", () => {
        const resource: PolicyDocument = {
            Statement: [
                { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" },
                { Effect: "Deny", NotPrincipal: { AWS: ROLE.id }, Action: "s3:*", Resource: "*" },
            ],
        };
        const other: Caller = { kind: "AWS", id: `arn:aws:iam::${ACCOUNT}:role/other` };
        assert.equal(may("s3:GetObject", OBJECT, { resource }), true);
        assert.equal(may("s3:GetObject", OBJECT, { resource }, other), false);
    });

    it("compares actions without case and ARNs part by part", () => {
        const policy = (Resource: string) => ({ identity: [document({ Action: "S3:getobject", Resource })] });
        assert.equal(may("s3:GetObject", OBJECT, policy("arn:aws:s3:::bucket/*")), true);
        assert.equal(may("s3:GetObject", OBJECT, policy("arn:aws:s3:::bucke?/file")), true);
        assert.equal(may("s3:GetObject", OBJECT, policy("arn:aws:*:bucket/file")), false);
        const butOne: PolicyDocument = { Statement: { Effect: "Allow", Action: "s3:*", NotResource: OBJECT } };
        assert.equal(may("s3:GetObject", OBJECT, { identity: [butOne] }), false);
        assert.equal(may("s3:GetObject", `${OBJECT}s`, { identity: [butOne] }), true);
    });

    it("fills variables, takes their defaults, and fits nothing where the request has no value", () => {
        const policy = (Resource: string) => ({ identity: [document({ Action: "s3:*", Resource })] });
        const tagged = { "aws:principaltag/team": "a.b" };
        const of = (team: string) => `arn:aws:s3:::bucket/${team}/file`;
        const home = policy(of(`\${aws:PrincipalTag/team}`));
        assert.equal(may("s3:GetObject", of("a.b"), home, ROLE, tagged), true);
        assert.equal(may("s3:GetObject", of("axb"), home, ROLE, tagged), false);
        assert.equal(may("s3:GetObject", of("a.b"), home), false);
        assert.equal(may("s3:GetObject", of("all"), policy(of(`\${aws:PrincipalTag/team, 'all'}`))), true);
        assert.equal(may("s3:GetObject", of("*"), policy(of(`\${*}`))), true);
        assert.equal(may("s3:GetObject", of("x"), policy(of(`\${*}`))), false);
    });

    it("knows the operators of conditions, for keys with one value, with several and with none", () => {
        const holds = (
            Condition: NonNullable<PolicyStatement["Condition"]>,
            context: Readonly<Record<string, string | readonly string[]>> = {},
        ) => may("s3:GetObject", OBJECT, { identity: [document({ Action: "*", Condition })] }, ROLE, context);
        const tags = { "aws:tagkeys": ["a", "b"] };
        assert.equal(holds({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }, tags), false);
        assert.equal(holds({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } }, tags), true);
        assert.equal(holds({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }), true);
        assert.equal(holds({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } }), false);
        assert.equal(holds({ StringNotEquals: { "aws:x": "a" } }), true);
        assert.equal(holds({ StringEqualsIfExists: { "aws:x": "a" } }), true);
        assert.equal(holds({ StringEqualsIfExists: { "aws:x": "a" } }, { "aws:x": "b" }), false);
        assert.equal(holds({ Null: { "aws:x": "true" } }), true);
        assert.equal(holds({ Null: { "aws:x": "false" } }), false);
        assert.equal(holds({ Bool: { "aws:x": "True" } }, { "aws:x": "true" }), true);
        assert.equal(holds({ NumericLessThanEquals: { "aws:x": "3600" } }, { "aws:x": "3600" }), true);
        assert.equal(holds({ NumericGreaterThan: { "aws:x": "3600" } }, { "aws:x": "900" }), false);
        assert.equal(holds({ IpAddress: { "aws:x": "10.0.0.0/8" } }, { "aws:x": "10.1.2.3" }), true);
        assert.equal(holds({ NotIpAddress: { "aws:x": "10.0.0.0/8" } }, { "aws:x": "10.1.2.3" }), false);
        assert.equal(
            holds({ ArnNotLike: { "aws:x": "arn:aws:iam::*:role/a*" } }, { "aws:x": "arn:aws:iam::1:role/ab" }),
            false,
        );
        assert.equal(
            holds({ StringEquals: { "aws:x": ["a", "b"], "aws:y": "c" } }, { "aws:x": "b", "aws:y": "c" }),
            true,
        );
        assert.equal(holds({ StringEquals: { "aws:x": ["a", "b"], "aws:y": "c" } }, { "aws:x": "b" }), false);
    });
});

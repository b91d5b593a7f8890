import assert from "node:assert/strict";
import { awsFunction } from "../../../simulator/aws/functions";

const render = (args: Parameters<ReturnType<typeof awsFunction>>[0]) => {
    const place = { region: "eu-west-1", account: "123456789012", partition: "aws", dnsSuffix: "amazonaws.com" };
    const result = awsFunction("aws:iam/getPolicyDocument:getPolicyDocument")(args, { ...place, resources: () => [] });
    return JSON.parse(String(result.json));
};

describe("the simulated IAM policy document", () => {
    it("writes single values as text and several as lists", () => {
        assert.deepEqual(
            render({
                statements: [
                    {
                        sid: "Read",
                        actions: ["s3:GetObject", "s3:ListBucket"],
                        resources: ["*"],
                        principals: [{ type: "Service", identifiers: ["eks.amazonaws.com"] }],
                        conditions: [
                            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
                            { test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a", "b"] },
                        ],
                    },
                ],
            }),
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "Read",
                        Effect: "Allow",
                        Action: ["s3:GetObject", "s3:ListBucket"],
                        Resource: "*",
                        Principal: { Service: "eks.amazonaws.com" },
                        Condition: {
                            StringEquals: { "aws:SourceAccount": "1", "aws:PrincipalTag/team": ["a", "b"] },
                        },
                    },
                ],
            },
        );
    });

    it("keeps every identifier where one type of principal is given twice", () => {
        const principals = [
            { type: "AWS", identifiers: ["a"] },
            { type: "AWS", identifiers: ["b", "c"] },
        ];
        const [statement] = render({ statements: [{ actions: ["sts:AssumeRole"], principals }] }).Statement;
        assert.deepEqual(statement.Principal, { AWS: ["a", "b", "c"] });
    });

    it("joins the statements of source documents", () => {
        const source = JSON.stringify({ Statement: [{ Sid: "First" }] });
        const { Statement } = render({ sourcePolicyDocuments: [source], statements: [{ sid: "Second" }] });
        assert.deepEqual(
            Statement.map(({ Sid }: { Sid: string }) => Sid),
            ["First", "Second"],
        );
    });

    it("lets an overriding statement take the place of the one with its sid", () => {
        const override = JSON.stringify({ Statement: [{ Sid: "Same", Effect: "Deny" }] });
        const statements = [{ sid: "Same", actions: ["*"] }];
        assert.deepEqual(render({ statements, overridePolicyDocuments: [override] }).Statement, [
            { Sid: "Same", Effect: "Deny" },
        ]);
    });
});

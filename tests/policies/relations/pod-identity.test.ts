import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "../support/edit";
import { object, resource } from "../support/resources";
import { assertUnknownsFindNothing, closedRelease, editIn, judgeStack, namespace, without } from "./support";

const RULE = "pod-identity";
const ARN = "arn:aws:iam::111122223333:role/web";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A";
const ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/A";
const document = (statement: Data): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const POD_TRUST = {
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
};
const WEB_TRUST = {
    Effect: "Allow",
    Principal: { Federated: PROVIDER },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
        StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:shop:web", [`${ISSUER}:aud`]: "sts.amazonaws.com" },
    },
};
const role = (trust: Data) =>
    resource("aws:iam/role:Role", { arn: ARN, name: "web", assumeRolePolicy: document(trust) });
const association = (props: Data = {}, name = "web") =>
    resource(
        "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        { clusterName: "prod", namespace: "shop", serviceAccount: "web", roleArn: ARN, ...props },
        { name },
    );
const account = (annotations: Data = {}) => object("v1", "ServiceAccount", { metadata: { name: "web", annotations } });
const IRSA = { "eks.amazonaws.com/role-arn": ARN };
const AT_ANNOTATION = 'ServiceAccount shop/web metadata.annotations["eks.amazonaws.com/role-arn"]';
const AT_ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation web";
const AT_ROLE = "aws:iam/role:Role web assumeRolePolicy";

const ASSOCIATED: readonly RawResource[] = [namespace(), account(), role(POD_TRUST), association()];
const ANNOTATED: readonly RawResource[] = [namespace(), account(IRSA), role(WEB_TRUST)];

describe("The identity of pods", () => {
    const verdict = (...resources: readonly RawResource[]) => judgeStack(RULE, resources);
    const found = (...resources: readonly RawResource[]) => verdict(...resources).found;

    it("agrees in account, association and role, by either mechanism", () => {
        for (const resources of [ASSOCIATED, ANNOTATED]) {
            assert.deepEqual(verdict(...resources), { found: [], open: [], messages: [] });
        }
    });

    it("needs the ServiceAccount where the stack declares its namespace", () => {
        assert.deepEqual(found(...without(ASSOCIATED, "ServiceAccount web")), [`${AT_ASSOCIATION} serviceAccount`]);
        assert.deepEqual(found(association(), role(POD_TRUST)), []);
        const system = { namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" };
        assert.deepEqual(found(...ASSOCIATED, association(system, "csi")), []);
        const chart = verdict(...without(ASSOCIATED, "ServiceAccount web"), closedRelease("shop"));
        assert.deepEqual([chart.found, chart.open], [[], [`${AT_ASSOCIATION} serviceAccount`]]);
    });

    it("takes the ServiceAccount that the values of a closed chart ask for to be there", () => {
        const chart = (serviceAccount: Data) => {
            const release = closedRelease("shop");
            const values = { controller: { serviceAccount } };
            return verdict(...without(ASSOCIATED, "ServiceAccount web"), {
                ...release,
                props: { ...release.props, values },
            });
        };
        const open = [`${AT_ASSOCIATION} serviceAccount`];
        assert.deepEqual(chart({ create: true, name: "web" }).open, []);
        assert.deepEqual(chart({ name: "web" }).open, []);
        assert.deepEqual(chart({ create: false, name: "web" }).open, open);
        assert.deepEqual(chart({ create: true, name: "other" }).open, open);
        assert.deepEqual(chart({ create: true, name: UNKNOWN }).open, open);
    });

    it("needs a role that pod identity may assume and tag", () => {
        const trust = (statement: Data) => [...without(ASSOCIATED, "Role web"), role(statement)];
        assert.deepEqual(found(...trust({ ...POD_TRUST, Action: "sts:AssumeRole" })), [AT_ROLE]);
        assert.deepEqual(found(...trust({ ...POD_TRUST, Action: "sts:*" })), []);
        assert.deepEqual(found(...trust(WEB_TRUST)), [`${AT_ASSOCIATION} roleArn`]);
        assert.deepEqual(found(...trust({ ...POD_TRUST, Effect: "Deny" })), [`${AT_ASSOCIATION} roleArn`]);
        assert.match(verdict(...trust({ ...POD_TRUST, Action: "sts:AssumeRole" })).messages.join(), /sts:TagSession/);
    });

    it("needs a role whose trust policy does not deny what it allows", () => {
        const trust = (allow: Data, deny: Data) =>
            JSON.stringify({ Statement: [allow, { Effect: "Deny", Principal: "*", ...deny }] });
        const pods = (deny: Data) =>
            found(...editIn(ASSOCIATED, "Role web", "assumeRolePolicy", trust(POD_TRUST, deny)));
        assert.deepEqual(pods({ Action: "sts:AssumeRole" }), [AT_ROLE]);
        assert.deepEqual(pods({ Action: "sts:*", Principal: POD_TRUST.Principal }), [AT_ROLE]);
        assert.deepEqual(pods({ NotAction: "sts:AssumeRole" }), [AT_ROLE]);
        assert.deepEqual(pods({ Action: "sts:*", Principal: { Service: "ec2.amazonaws.com" } }), []);
        assert.deepEqual(pods({ Action: "sts:AssumeRoleWithSAML" }), []);
        const elsewhere = { StringNotEquals: { "aws:SourceAccount": "111122223333" } };
        assert.deepEqual(pods({ Action: "sts:AssumeRole", Condition: elsewhere }), []);

        const web = (deny: Data) => found(...editIn(ANNOTATED, "Role web", "assumeRolePolicy", trust(WEB_TRUST, deny)));
        const Action = "sts:AssumeRoleWithWebIdentity";
        assert.deepEqual(web({ Action }), [AT_ANNOTATION]);
        assert.deepEqual(web({ Action, Principal: { Federated: PROVIDER } }), [AT_ANNOTATION]);
        assert.deepEqual(web({ Action, Principal: { Federated: `${PROVIDER}B` } }), []);
        assert.deepEqual(web({ Action: "sts:AssumeRole" }), []);
    });

    it("takes a conditional denial for one where the condition is certain to hold for the account's tokens", () => {
        const Action = "sts:AssumeRoleWithWebIdentity";
        const web = (Condition: Data) => {
            const trust = JSON.stringify({
                Statement: [WEB_TRUST, { Effect: "Deny", Principal: "*", Action, Condition }],
            });
            return found(...editIn(ANNOTATED, "Role web", "assumeRolePolicy", trust));
        };
        const subject = (text: string) => ({ [`${ISSUER}:sub`]: `system:serviceaccount:${text}` });
        assert.deepEqual(web(WEB_TRUST.Condition), [AT_ANNOTATION]);
        assert.deepEqual(web({ StringLike: subject("shop:*") }), [AT_ANNOTATION]);
        assert.deepEqual(web({ StringNotEquals: subject("shop:other") }), [AT_ANNOTATION]);
        assert.deepEqual(web({ StringNotEquals: subject("shop:web") }), []);
        assert.deepEqual(web({ StringNotLike: subject("shop:w*") }), []);
        const elsewhere = { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
        assert.deepEqual(web({ ...elsewhere, StringEquals: subject("shop:web") }), []);
        assert.deepEqual(web(elsewhere), []);
    });

    it("takes a denial of all other tokens for a comparison with the account's", () => {
        const audience = { StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" } };
        const web = (subject: string, operator = "StringNotEquals", allow: Data = {}) => {
            const Condition = { [operator]: { [`${ISSUER}:sub`]: `system:serviceaccount:${subject}` } };
            const deny = { Effect: "Deny", Principal: "*", Action: WEB_TRUST.Action, Condition };
            const trust = JSON.stringify({ Statement: [{ ...WEB_TRUST, Condition: audience, ...allow }, deny] });
            return found(...editIn(ANNOTATED, "Role web", "assumeRolePolicy", trust));
        };
        assert.deepEqual(web("shop:web"), []);
        assert.deepEqual(web("shop:other"), [AT_ANNOTATION]);
        assert.deepEqual(web("shop:web", "StringNotEqualsIfExists"), []);
        const tagging = { Action: [WEB_TRUST.Action, "sts:TagSession"] };
        assert.deepEqual(web("shop:web", "StringNotEquals", tagging), []);
    });

    it("takes NotPrincipal for everyone but those that it names", () => {
        const everyoneBut = (principal: Data, more: Data = {}) => ({
            NotPrincipal: principal,
            Principal: undefined,
            ...more,
        });
        const trust = (...Statement: readonly Data[]) => JSON.stringify({ Statement });
        const pods = (...statements: readonly Data[]) =>
            found(...editIn(ASSOCIATED, "Role web", "assumeRolePolicy", trust(...statements)));
        const account = { AWS: "arn:aws:iam::111122223333:root" };
        assert.deepEqual(pods({ ...POD_TRUST, ...everyoneBut(account) }), []);
        assert.deepEqual(pods({ ...POD_TRUST, ...everyoneBut(account, { Action: "sts:AssumeRole" }) }), [
            `${AT_ASSOCIATION} roleArn`,
        ]);
        assert.deepEqual(pods({ ...POD_TRUST, ...everyoneBut(POD_TRUST.Principal) }), [`${AT_ASSOCIATION} roleArn`]);
        const deny = { ...POD_TRUST, Effect: "Deny" };
        assert.deepEqual(pods(POD_TRUST, { ...deny, ...everyoneBut(account) }), [AT_ROLE]);
        assert.deepEqual(pods(POD_TRUST, { ...deny, ...everyoneBut(POD_TRUST.Principal) }), []);

        const web = (...statements: readonly Data[]) =>
            found(...editIn(ANNOTATED, "Role web", "assumeRolePolicy", trust(...statements)));
        const denyWeb = { Effect: "Deny", Action: WEB_TRUST.Action };
        assert.deepEqual(web(WEB_TRUST, { ...denyWeb, ...everyoneBut(account) }), [AT_ANNOTATION]);
        assert.deepEqual(web(WEB_TRUST, { ...denyWeb, ...everyoneBut(WEB_TRUST.Principal) }), []);
    });

    it("finds a role that cannot be tagged though nothing names it yet", () => {
        assert.deepEqual(found(role({ ...POD_TRUST, Action: "sts:AssumeRole" })), [AT_ROLE]);
    });

    it("takes the role of another stack as it is", () => {
        assert.deepEqual(found(...editIn(ASSOCIATED, "PodIdentityAssociation web", "roleArn", `${ARN}-elsewhere`)), []);
    });

    it("is given by one association", () => {
        const second = association({}, "x");
        assert.deepEqual(found(...ASSOCIATED, second), [`${AT_ASSOCIATION.replace("web", "x")} serviceAccount`]);
        assert.deepEqual(found(...ASSOCIATED, association({ clusterName: "second" }, "x")), []);
    });

    it("is given by one mechanism", () => {
        const both = [namespace(), account(IRSA), role(WEB_TRUST), association({ roleArn: `${ARN}-elsewhere` })];
        assert.deepEqual(found(...both), [AT_ANNOTATION]);
    });

    for (const [what, path, value] of [
        ["another account", `${ISSUER}:sub`, "system:serviceaccount:shop:other"],
        ["every account of the namespace", `${ISSUER}:sub`, "system:serviceaccount:shop:*"],
        ["no account", `${ISSUER}:sub`, undefined],
        ["another audience", `${ISSUER}:aud`, "else"],
        ["no audience", `${ISSUER}:aud`, undefined],
    ] as const) {
        it(`is refused by a trust policy that compares ${what}`, () => {
            const trust = edit(WEB_TRUST as Data, `Condition.StringEquals[${JSON.stringify(path)}]`, value);
            assert.deepEqual(found(namespace(), account(IRSA), role(trust)), [AT_ANNOTATION]);
        });
    }

    it("takes the audience of the account's annotation", () => {
        const trust = edit(WEB_TRUST as Data, `Condition.StringEquals["${ISSUER}:aud"]`, "vault");
        const audience = (value: unknown) => account({ ...IRSA, "eks.amazonaws.com/audience": value });
        assert.deepEqual(found(namespace(), audience("vault"), role(trust)), []);
        assert.deepEqual(found(namespace(), audience("else"), role(trust)), [AT_ANNOTATION]);
        assert.deepEqual(found(namespace(), audience(UNKNOWN), role(trust)), []);
    });

    it("may be one of several accounts that the trust policy names", () => {
        const subjects = ["system:serviceaccount:shop:other", "system:serviceaccount:shop:web"];
        const trust = edit(WEB_TRUST as Data, `Condition.StringEquals["${ISSUER}:sub"]`, subjects);
        assert.deepEqual(found(namespace(), account(IRSA), role(trust)), []);
    });

    it("is not found wanting because any one value is unknown", () => {
        assertUnknownsFindNothing(RULE, ASSOCIATED);
        assertUnknownsFindNothing(RULE, ANNOTATED);
    });

    it("stays undecided where a value is unknown", () => {
        const cases: readonly (readonly [readonly RawResource[], string, string])[] = [
            [ASSOCIATED, "PodIdentityAssociation web", "roleArn"],
            [ASSOCIATED, "PodIdentityAssociation web", "serviceAccount"],
            [ASSOCIATED, "PodIdentityAssociation web", "namespace"],
            [ASSOCIATED, "Role web", "assumeRolePolicy"],
            [ANNOTATED, "ServiceAccount web", 'metadata.annotations["eks.amazonaws.com/role-arn"]'],
            [ANNOTATED, "Role web", "assumeRolePolicy"],
        ];
        for (const [resources, which, path] of cases) {
            const { found: none, open } = verdict(...editIn(resources, which, path, UNKNOWN));
            assert.deepEqual(none, [], path);
            assert.notDeepEqual(open, [], path);
        }
        const unknownArn = editIn(editIn(ASSOCIATED, "Role web", "arn", UNKNOWN), "Role web", "name", UNKNOWN);
        assert.deepEqual(verdict(...unknownArn).open, [`${AT_ASSOCIATION} roleArn`]);
    });
});

import assert from "node:assert/strict";
import type { PolicyStatement } from "../../iam/evaluate";
import { faultsOf, needlessWildcardsOf, resourceFaultsOf } from "../../iam/lint";
import { EVERYTHING } from "./combinations";
import { type Made, make } from "./made";
import { documentsOf, statementsIn } from "./mutants";

interface Stated {
    /** Logical name of the resource, and the statement's. */
    readonly name: string;
    readonly type: string;
    readonly statement: PolicyStatement;
}

/** Findings that are none, with the reason. */
const REFUTED: ReadonlyMap<string, string> = new Map([
    [
        "platform-foundation-logs-key-key CloudWatchLogs: kms:DescribeKey: its requests have no kms:EncryptionContext:aws:logs:arn",
        "CloudWatch's own documentation lists the action under this condition; it allows nothing more.",
    ],
]);

const READS = "It reads settings alone, for which most of the actions know no resources.";

/** Statements that allow on everything what could be allowed on some resources, with the reason. */
const WILDCARDS: ReadonlyMap<string, string> = new Map([
    ["platform-pipeline-preview-read Settings", READS],
    ["platform-pipeline-deploy-read Settings", READS],
    ["platform-pipeline-preview-read Backups", READS],
    ["platform-pipeline-deploy-read Backups", READS],
    [
        "platform-pipeline-deploy-write MakeForStack",
        "What is made has no ARN yet; limited to what gets the stack's tag, in its regions.",
    ],
    [
        "platform-pipeline-deploy-write Network",
        "What is made has no ARN yet, and what it is made in has several; limited to the region.",
    ],
    [
        "platform-pipeline-deploy-write Nodes",
        "It is asked of image, subnet, instance and more at once; limited to launch templates of the account.",
    ],
    ["platform-pipeline-deploy-write EndpointNames", "The zones are AWS's own; limited to the region."],
    [
        "platform-pipeline-deploy-write TagNew",
        "Everything in EC2 that can be tagged; limited to what is being made for the stack.",
    ],
    ["platform-pipeline-deploy-write ChangeOfStack", "Ids are known to AWS alone; limited by the stack's tag."],
    [
        "platform-ingress-load-balancers-identity-policy CreateServiceLinkedRole",
        "Limited to the role of load balancing.",
    ],
    ["platform-ingress-load-balancers-identity-policy FindNetwork", READS],
    ["platform-ingress-load-balancers-identity-policy FindCertificatesAndFirewalls", READS],
    [
        "platform-ingress-load-balancers-identity-policy AttachFirewalls",
        "Firewalls are the account's; the load balancer is chosen by SetWebAcl, for which AWS knows neither resources nor conditions.",
    ],
    [
        "platform-ingress-load-balancers-identity-policy CreateOwnLoadBalancer",
        "What is made has no ARN yet; limited to the cluster's tag.",
    ],
    ["platform-ingress-load-balancers-identity-policy ManageOwnLoadBalancer", "Limited by the cluster's tag."],
]);

describe("The IAM documents of a stack with every feature", function () {
    this.timeout(240_000);
    let statements: readonly Stated[];
    let inRoles: readonly Stated[];

    before(async () => {
        const all: Made[] = [];
        for (const config of EVERYTHING) {
            const names = new Set(all.map(({ name }) => name));
            all.push(...(await make(config)).resources.filter(({ name }) => !names.has(name)));
        }
        statements = documentsOf(all).flatMap(({ made, property }) =>
            statementsIn(made, property).map((statement, index) => ({
                name: `${made.name} ${statement.Sid ?? index}`,
                type: made.type,
                statement,
            })),
        );
        inRoles = statements.filter(({ type }) => /^aws:iam\/(rolePolicy|policy):/.test(type));
        assert.ok(inRoles.length > 40, `${inRoles.length}`);
    });

    it("name actions that there are, with conditions on keys that their requests have", () => {
        assert.deepEqual(
            statements.flatMap(({ name, statement }) => faultsOf(statement).map((fault) => `${name}: ${fault}`)),
            [...REFUTED.keys()],
        );
    });

    it("name resources that their actions are asked for", () => {
        assert.deepEqual(
            inRoles.flatMap(({ name, statement }) => resourceFaultsOf(statement).map((fault) => `${name}: ${fault}`)),
            [],
        );
    });

    it("allow on everything what AWS cannot limit to some resources, and else what is listed with the reason", () => {
        const found = inRoles.filter(({ statement }) => needlessWildcardsOf(statement).length > 0);
        assert.deepEqual(found.map(({ name }) => name).toSorted(), [...WILDCARDS.keys()].toSorted());
    });
});

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findLeftovers } from "../../../cli/leftovers/find";
import { fateOf, removeLeftovers } from "../../../cli/leftovers/remove";
import { leftoversText } from "../../../cli/output/leftovers";

const OWNER = { stack: "prod", cluster: "prod-1", region: "eu-west-1" };
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:210987654321:${resource}`;
const BALANCER = arn("elasticloadbalancing", "loadbalancer/net/k8s-web/50dc6c495c0c9188");
const CLASSIC = arn("elasticloadbalancing", "loadbalancer/a1b2c3");
const TARGETS = arn("elasticloadbalancing", "targetgroup/k8s-web/73e2d6bc24d8a067");
const GROUP = arn("ec2", "security-group/sg-1");
const VOLUME = arn("ec2", "volume/vol-1");
const KEY = arn("kms", "key/0000-1111");
const CLUSTER = arn("eks", "cluster/prod-1");

describe("What is left in AWS of a stack", () => {
    let folder: string;
    let path: string | undefined;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-leftovers-"));
        path = process.env.PATH;
        process.env.PATH = `${folder}${delimiter}${path}`;
    });
    afterEach(() => {
        process.env.PATH = path;
        rmSync(folder, { recursive: true, force: true });
    });

    /** Puts an AWS CLI in front of others that lists ARNs by the filter of tags, and fails where an argument is in `refuses`. */
    function stand(
        byFilter: Readonly<Record<string, readonly string[]>>,
        refuses: Readonly<Record<string, string>> = {},
    ) {
        const script = `#!${process.execPath}
const args = process.argv.slice(2);
require("node:fs").appendFileSync(${JSON.stringify(join(folder, "calls"))}, args.slice(0, -5).join(" ") + "\\n");
const refused = Object.entries(${JSON.stringify(refuses)}).find(([argument]) => args.includes(argument));
if (refused) { process.stderr.write(refused[1]); process.exit(254); }
if (args[0] === "resourcegroupstaggingapi") {
    const arns = ${JSON.stringify(byFilter)}[args[3]] ?? [];
    const Tags = [{ Key: "Name", Value: "called" }];
    process.stdout.write(JSON.stringify({ ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN, Tags })) }));
}
`;
        writeFileSync(join(folder, "aws"), script);
        chmodSync(join(folder, "aws"), 0o755);
    }

    const calls = () =>
        existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8").trim().split("\n") : [];

    const all = {
        "Key=kubernetes.io/cluster/prod-1,Values=owned": [GROUP, VOLUME],
        "Key=elbv2.k8s.aws/cluster,Values=prod-1": [TARGETS, BALANCER, GROUP],
    };

    it("is what bears any of the tags, once, and not what several clusters share", async () => {
        stand({ ...all, "Key=kubernetes.io/cluster/prod-1,Values=shared": [CLUSTER] });
        const found = await findLeftovers(OWNER);
        assert.deepEqual(
            found.map((one) => one.arn),
            [GROUP, VOLUME, BALANCER, TARGETS],
        );
        assert.deepEqual(
            calls().map((call) => call.split(" ").at(-1)),
            [
                "Key=kubernetes.io/cluster/prod-1,Values=owned",
                "Key=elbv2.k8s.aws/cluster,Values=prod-1",
                "Key=cluster.k8s.amazonaws.com/name,Values=prod-1",
                "Key=eks:eks-cluster-name,Values=prod-1",
                "Key=eks-platform:stack,Values=prod",
            ],
        );
    });

    it("is told with its ids, what holds data and what no command removes, and how to go on", async () => {
        stand({ ...all, "Key=eks-platform:stack,Values=prod": [KEY] });
        const text = leftoversText(OWNER, await findLeftovers(OWNER));
        assert.match(text, /^5 in eu-west-1 bear a tag of the stack prod or of its cluster prod-1:$/m);
        assert.match(text, /^ {2}ec2 security-group sg-1 called$/m);
        assert.match(text, /^ {2}ec2 volume vol-1 called {2}\(holds data\)$/m);
        assert.match(text, /^ {2}kms key 0000-1111 called {2}\(look at it yourself\)$/m);
        assert.match(text, /Next step: .*leftovers prod --delete/);
        assert.match(leftoversText(OWNER, []), /^Nothing in eu-west-1 bears a tag/);
    });

    it("is no leftover while the cluster is there", async () => {
        stand({ ...all, "Key=eks-platform:stack,Values=prod": [CLUSTER] });
        const text = leftoversText(OWNER, await findLeftovers(OWNER));
        assert.match(text, /The cluster is there/);
        assert.doesNotMatch(text, /--delete/);
    });

    it("is removed in the order in which it lets go of one another, by the ids", async () => {
        stand({ ...all, "Key=eks-platform:stack,Values=prod": [CLASSIC] });
        const found = await findLeftovers(OWNER);
        rmSync(join(folder, "calls"));
        const chosen = found.filter((one) => fateOf(one) === "removable");
        assert.deepEqual(await removeLeftovers(chosen, OWNER.region, () => undefined), new Map());
        assert.deepEqual(calls(), [
            "elb delete-load-balancer --load-balancer-name a1b2c3",
            `elbv2 delete-load-balancer --load-balancer-arn ${BALANCER}`,
            `elbv2 wait load-balancers-deleted --load-balancer-arns ${BALANCER}`,
            `elbv2 delete-target-group --target-group-arn ${TARGETS}`,
            "ec2 delete-security-group --group-id sg-1",
        ]);
    });

    it("is told with AWS's words where it would not go, and forgotten where it is gone already", async () => {
        stand(all, {
            "sg-1": "DependencyViolation: resource sg-1 has a dependent object",
            [TARGETS]: "TargetGroupNotFound",
        });
        const found = await findLeftovers(OWNER);
        const failed = await removeLeftovers(found, OWNER.region, () => undefined);
        assert.deepEqual(
            [...failed.keys()].map(({ id }) => id),
            ["sg-1"],
        );
        assert.match(
            leftoversText(OWNER, [...failed.keys()], failed),
            /sg-1 called\n {4}aws ec2 delete-security-group failed: Dependency/,
        );
    });
});

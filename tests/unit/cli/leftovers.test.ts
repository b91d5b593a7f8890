import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findLeftovers, type Leftover } from "../../../cli/leftovers/find";
import { fateOf, removeLeftovers } from "../../../cli/leftovers/remove";
import { leftoversText } from "../../../cli/output/leftovers";
import { projectRoot } from "../../../toolchain/paths";
import { StandInAws } from "./stand-in-aws";

const ACCOUNT = "210987654321";
const OWNER = { stack: "prod", cluster: "prod-1", region: "eu-west-1", account: ACCOUNT };
const arn = (service: string, resource: string, region = "eu-west-1") =>
    `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
const BALANCER = arn("elasticloadbalancing", "loadbalancer/net/k8s-web/50dc6c495c0c9188");
const CLASSIC = arn("elasticloadbalancing", "loadbalancer/a1b2c3");
const TARGETS = arn("elasticloadbalancing", "targetgroup/k8s-web/73e2d6bc24d8a067");
const GROUP = arn("ec2", "security-group/sg-1");
const INSTANCE = arn("ec2", "instance/i-1");
const VOLUME = arn("ec2", "volume/vol-1");
const KEY = arn("kms", "key/0000-1111");
const CLUSTER = arn("eks", "cluster/prod-1");
const BY_CLUSTER = "Key=kubernetes.io/cluster/prod-1,Values=owned";
const BY_STACK = "Key=eks-platform:stack,Values=prod";

interface World {
    /** What the index of tags lists, by region and filter, or by filter in any. */
    readonly tagged: Readonly<Record<string, readonly string[]>>;
    /** Tags besides the name, by ARN. */
    readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    /** Clusters that EKS knows. */
    readonly clusters?: readonly string[];
    /** What AWS says of arguments that it refuses. */
    readonly refuses?: Readonly<Record<string, string>>;
    readonly account?: string;
}

const answersOf = ({ tagged, tags = {}, clusters = [], refuses = {}, account = ACCOUNT }: World) => `
const fail = (words) => { process.stderr.write(words); process.exit(254); };
const refused = Object.entries(${JSON.stringify(refuses)}).find(([argument]) => args.includes(argument));
if (refused) fail(refused[1]);
if (args[0] === "sts") console.log(JSON.stringify({ Account: ${JSON.stringify(account)} }));
if (args[0] === "eks" && !${JSON.stringify(clusters)}.includes(valueOf("--name"))) {
    fail("An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found");
}
if (args[0] === "eks") console.log(JSON.stringify({ cluster: { name: valueOf("--name") } }));
if (args[0] === "resourcegroupstaggingapi") {
    const tagged = ${JSON.stringify(tagged)};
    const [filter, region] = [valueOf("--tag-filters"), valueOf("--region")];
    const arns = tagged[region + " " + filter] ?? (region === "eu-west-1" ? tagged[filter] : undefined) ?? [];
    const tagsOf = (arn) => ({ Name: "called", ...${JSON.stringify(tags)}[arn] });
    console.log(JSON.stringify({ ResourceTagMappingList: arns.map((ResourceARN) => ({
        ResourceARN, Tags: Object.entries(tagsOf(ResourceARN)).map(([Key, Value]) => ({ Key, Value })) })) }));
}`;

describe("What is left in AWS of a stack", () => {
    let aws: StandInAws;
    beforeEach(() => {
        aws = new StandInAws();
    });
    afterEach(() => aws.close());

    const stand = (world: World) => aws.answers(answersOf(world));
    /** Without what every call ends with. */
    const calls = () => aws.calls().map((args) => args.slice(0, -5).join(" "));
    const find = async () => findLeftovers(OWNER);
    const named = (one: string): Leftover => ({ arn: one, service: "ec2", kind: "volume", id: "vol-1", clusters: [] });

    const all = {
        [BY_CLUSTER]: [GROUP, VOLUME],
        "Key=elbv2.k8s.aws/cluster,Values=prod-1": [TARGETS, BALANCER, GROUP],
    };

    it("is what bears any of the tags, once, and not what several clusters share", async () => {
        stand({ tagged: { ...all, "Key=kubernetes.io/cluster/prod-1,Values=shared": [CLUSTER] } });
        assert.deepEqual(
            (await find()).map((one) => one.arn),
            [GROUP, VOLUME, BALANCER, TARGETS],
        );
        const asked = aws.calls().filter((args) => args.includes("eu-west-1"));
        assert.deepEqual(
            asked.map((args) => args[args.indexOf("--tag-filters") + 1]),
            [
                BY_CLUSTER,
                "Key=elbv2.k8s.aws/cluster,Values=prod-1",
                "Key=cluster.k8s.amazonaws.com/name,Values=prod-1",
                "Key=eks:eks-cluster-name,Values=prod-1",
                BY_STACK,
            ],
        );
    });

    it("is looked for where global resources are listed and where copies of backups go, and nothing else is taken from there", async () => {
        const [policy, vault, copyKey] = [
            "arn:aws:iam::210987654321:policy/platform-volumes",
            arn("backup", "backup-vault:copies", "eu-central-1"),
            arn("kms", "key/2222", "eu-central-1"),
        ];
        stand({
            tagged: {
                [BY_CLUSTER]: [GROUP],
                [`us-east-1 ${BY_CLUSTER}`]: [arn("ec2", "instance/i-of-another-prod-1", "us-east-1")],
                [`us-east-1 ${BY_STACK}`]: [policy],
                [`eu-central-1 ${BY_STACK}`]: [vault, copyKey, arn("ec2", "instance/i-of-dr", "eu-central-1")],
            },
        });
        const found = await findLeftovers({ ...OWNER, copyRegion: "eu-central-1" });
        assert.deepEqual(found.map((one) => one.arn).sort(), [GROUP, policy, vault, copyKey].sort());
        assert.deepEqual([...new Set(found.filter((one) => one.arn !== GROUP).map(fateOf))], ["unknown"]);
    });

    it("is told with its ids, what holds data and what no command removes, and how to go on", async () => {
        stand({ tagged: { ...all, [BY_STACK]: [KEY] } });
        const text = leftoversText(OWNER, await find(), { when: "looked" });
        assert.match(
            text,
            /^5 in account 210987654321, eu-west-1, bear a tag of the stack prod or of its cluster prod-1:$/m,
        );
        assert.match(text, /^ {2}ec2 security-group sg-1 called$/m);
        assert.match(text, /^ {2}ec2 volume vol-1 called {2}\(holds data\)$/m);
        assert.match(text, /^ {2}kms key 0000-1111 called {2}\(look at it yourself\)$/m);
        assert.match(text, /Next step: .*leftovers prod --delete/);
        assert.match(
            leftoversText(OWNER, [], { when: "looked" }),
            /^Nothing in account 210987654321, eu-west-1, bears a tag/,
        );
    });

    it("is no leftover while the cluster is there", async () => {
        stand({ tagged: { ...all, [BY_STACK]: [CLUSTER] } });
        const text = leftoversText(OWNER, await find(), { when: "looked" });
        assert.match(text, /The cluster prod-1 is there/);
        assert.doesNotMatch(text, /--delete/);
    });

    it("is shown before the question without a next step, and afterwards with one that is left to do", () => {
        const volume = named(VOLUME);
        const question = leftoversText(OWNER, [volume], { when: "asking" });
        assert.match(question, /^1 would be removed from account 210987654321, eu-west-1:\n {2}ec2 volume vol-1/);
        assert.doesNotMatch(question, /Next step/);
        const after = leftoversText(OWNER, [volume], { when: "removed", failed: new Map([[VOLUME, "in use"]]) });
        assert.match(after, /vol-1 {2}\(holds data\)\n {4}in use\n/);
        assert.match(after, /Next step: see why/);
        assert.doesNotMatch(leftoversText(OWNER, [{ ...volume, kind: "vpc" }], { when: "removed" }), /--delete/);
    });

    it("is removed in the order in which it lets go of one another, by the ids", async () => {
        stand({ tagged: { ...all, [BY_STACK]: [CLASSIC] } });
        const found = await find();
        aws.forgetCalls();
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
        stand({
            tagged: all,
            refuses: {
                "sg-1": "DependencyViolation: resource sg-1 has a dependent object",
                [TARGETS]: "TargetGroupNotFound",
            },
        });
        const failed = await removeLeftovers(await find(), OWNER.region, () => undefined);
        assert.deepEqual([...failed.keys()], [GROUP]);
        assert.match(failed.get(GROUP) ?? "", /aws ec2 delete-security-group failed: Dependency/);
    });

    describe("by platform leftovers", function () {
        this.timeout(60_000);

        function platform(world: World, ...args: readonly string[]) {
            stand(world);
            const file = join(aws.folder, "Pulumi.prod.yaml");
            writeFileSync(
                file,
                `config:\n  eks-platform:region: eu-west-1\n  eks-platform:allowedAccountIds: ["${ACCOUNT}"]\n` +
                    "  eks-platform:cluster: { kind: eks, name: prod-1 }\n" +
                    "  eks-platform:nodeGroups: { system: { instanceTypes: [m7g.large], max: 3 } }\n",
            );
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                [join(projectRoot(), "bin", "platform.mjs"), "leftovers", "prod", "--config-file", file, ...args],
                { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
            );
            const removed = calls().filter((call) => / (delete|terminate)-/.test(call));
            return { status, stdout, stderr, removed };
        }

        it("is not looked for in an account that the stack is not allowed in", () => {
            const { status, stderr, removed } = platform(
                { tagged: { [BY_CLUSTER]: [INSTANCE] }, account: "111111111111" },
                ...["--delete", "--yes"],
            );
            assert.equal(status, 1);
            assert.match(stderr, /111111111111.*allowedAccountIds.*210987654321/s);
            assert.match(stderr, /Next step: .*AWS_PROFILE/);
            assert.deepEqual(removed, []);
        });

        it("is not removed beside another cluster, listed or known to EKS alone", () => {
            const other = arn("eks", "cluster/other-team");
            for (const [world, name] of [
                [{ tagged: { [BY_STACK]: [INSTANCE, other] } }, "other-team"],
                [{ tagged: { [BY_CLUSTER]: [INSTANCE] }, clusters: ["prod-1"] }, "prod-1"],
                [
                    {
                        tagged: { [BY_STACK]: [INSTANCE] },
                        tags: { [INSTANCE]: { "kubernetes.io/cluster/renamed": "owned" } },
                        clusters: ["renamed"],
                    },
                    "renamed",
                ],
            ] as const) {
                aws.forgetCalls();
                const { status, stderr, removed } = platform(world, "--delete", "--yes");
                assert.equal(status, 1, stderr);
                assert.match(stderr, new RegExp(`The cluster ${name} is there.*nothing was removed`, "s"));
                assert.match(stderr, /Next step:/);
                assert.deepEqual(removed, []);
            }
        });

        it("is not removed where EKS does not say whether the cluster is there", () => {
            const { status, stderr, removed } = platform(
                { tagged: { [BY_CLUSTER]: [INSTANCE] }, refuses: { "describe-cluster": "(AccessDeniedException)" } },
                ...["--delete", "--yes"],
            );
            assert.equal(status, 1);
            assert.match(stderr, /aws eks describe-cluster failed: \(AccessDeniedException\)/);
            assert.deepEqual(removed, []);
        });

        it("is removed once every cluster is gone, and told with its fate, its error, the account and the region", () => {
            const { status, stdout, stderr, removed } = platform(
                {
                    tagged: { [BY_CLUSTER]: [INSTANCE, GROUP, VOLUME] },
                    refuses: { "sg-1": "DependencyViolation: in use" },
                },
                ...["--delete", "--yes", "--json"],
            );
            assert.equal(status, 2, stderr);
            assert.deepEqual(removed, [
                "ec2 terminate-instances --instance-ids i-1",
                "ec2 delete-security-group --group-id sg-1",
            ]);
            const document = JSON.parse(stdout);
            assert.deepEqual([document.account, document.region], [ACCOUNT, "eu-west-1"]);
            assert.deepEqual(
                document.leftovers.map(({ id, fate, error }: Record<string, string>) => [id, fate, error]),
                [
                    ["sg-1", "removable", "aws ec2 delete-security-group failed: DependencyViolation: in use"],
                    ["vol-1", "data", undefined],
                ],
            );
        });

        it("asks before anything goes, without words on a preview", () => {
            const { status, stderr, removed } = platform({ tagged: { [BY_CLUSTER]: [INSTANCE] } }, "--delete");
            assert.equal(status, 1);
            assert.match(stderr, /1 would be removed.*There is no terminal to ask on.*--yes/s);
            assert.doesNotMatch(stderr, /preview/);
            assert.deepEqual(removed, []);
        });
    });
});

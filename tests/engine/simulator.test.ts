import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { CustomResource, secret } from "@pulumi/pulumi";
import { readJournal } from "../../simulator";
import { type SampleOptions, sample } from "./sample";
import { openWorkspace, type Run, type SimulatedWorkspace } from "./workspace";

const SUBNET = "aws:ec2/subnet:Subnet";
const VPC = "aws:ec2/vpc:Vpc";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

describe("the real engine on the simulator", function () {
    this.timeout(120_000);

    describe("a stack through its life", () => {
        let workspace: SimulatedWorkspace;
        let options: SampleOptions = {};
        let preview: Run;

        const worldFile = () => join(workspace.folder, "world.jsonl");

        before(async () => {
            workspace = await openWorkspace(() => sample(options)(), { worldFile: "world.jsonl" });
        });
        after(() => workspace?.close());

        it("is previewed completely, and the preview makes nothing", async () => {
            preview = await workspace.preview();
            assert.equal(preview.failure, undefined);
            assert.deepEqual(preview.unknowns, []);
            assert.deepEqual(preview.diagnostics("warning"), []);
            assert.equal(workspace.simulator.world.size, 0);
        });

        it("comes up with the very values that the preview showed", async () => {
            const up = await workspace.up();
            assert.equal(up.failure, undefined);
            assert.deepEqual(outputsByUrn(up), outputsByUrn(preview));
        });

        it("does not change when nothing changed", async () => {
            const up = await workspace.up({ expectNoChanges: true });
            assert.equal(up.failure, undefined);
            assert.deepEqual(Object.keys(up.changes), ["same"]);
        });

        it("shows no drift where there is none", async () => {
            const refresh = await workspace.refresh({ expectNoChanges: true });
            assert.equal(refresh.failure, undefined);
        });

        it("reports drift, and the next update mends it", async () => {
            workspace.simulator.world.mutate(DEPLOYMENT, "shop/ui", { spec: { replicas: 7 } });
            const refresh = await workspace.refresh({ expectNoChanges: true });
            assert.match(refresh.failure ?? "", /no changes were expected/);
            await workspace.refresh();
            const up = await workspace.up();
            assert.deepEqual(changed(up), ["update ui"]);
            assert.deepEqual(workspace.simulator.world.find(DEPLOYMENT, "shop/ui")?.inputs.spec, {
                ...(workspace.simulator.world.find(DEPLOYMENT, "shop/ui")?.inputs.spec as object),
                replicas: 2,
            });
        });

        it("finds again what was deleted behind its back", async () => {
            const [service] = workspace.simulator.world.list("kubernetes:core/v1:Service");
            assert.ok(service);
            workspace.simulator.world.remove(service);
            await workspace.refresh();
            assert.deepEqual(changed(await workspace.up()), ["create ui"]);
        });

        it("updates in place what can be updated", async () => {
            options = { replicas: 3 };
            assert.deepEqual(changed(await workspace.up()), ["update ui"]);
        });

        it("keeps the password out of the state's and the world's text", async () => {
            const outputs = await workspace.stack.outputs();
            assert.equal(outputs.password?.secret, true);
            const password: string = outputs.password?.value;
            assert.match(password, /^.{24}$/);
            const encoded = Buffer.from(password).toString("base64");
            const texts = [
                readFileSync(worldFile(), "utf8"),
                readFileSync(join(workspace.folder, ".pulumi", "stacks", "scratch", "test.json"), "utf8"),
            ];
            for (const text of texts) {
                assert.ok(!text.includes(JSON.stringify(password).slice(1, -1)));
                assert.ok(!text.includes(encoded));
            }
        });

        it("is destroyed in the right order, and nothing is left in the cloud", async () => {
            const destroy = await workspace.destroy();
            assert.equal(destroy.failure, undefined);
            const order = ["ui", "default", "plat-eksCluster", "private-0", "net"];
            const positions = order.map((name) => destroy.position("delete", name));
            assert.deepEqual(
                positions,
                positions.toSorted((a, b) => a - b),
            );
            assert.equal(workspace.simulator.world.size, 0);
            assert.deepEqual(readJournal(worldFile()), []);
        });
    });

    describe("a change that calls for another resource", () => {
        let workspace: SimulatedWorkspace;
        let first = true;

        const program = async () => {
            const opts = { provider: new AwsProvider("aws", { region: "eu-west-1" }) };
            new Vpc("net", { cidrBlock: first ? "10.0.0.0/16" : "10.1.0.0/16" }, opts);
            new LogGroup("logs", { name: "logs", logGroupClass: first ? "STANDARD" : "INFREQUENT_ACCESS" }, opts);
        };
        before(async () => {
            workspace = await openWorkspace(program);
            assert.equal((await workspace.up()).failure, undefined);
        });
        after(() => workspace?.close());

        it("makes the new one before the old one goes, under another id, unless both bear one name", async () => {
            const [before] = workspace.simulator.world.list(VPC);
            first = false;
            const up = await workspace.up();
            assert.equal(up.failure, undefined);
            const [after, ...more] = workspace.simulator.world.list(VPC);
            assert.deepEqual(more, []);
            assert.notEqual(after?.id, before?.id);
            assert.equal(after?.inputs.cidrBlock, "10.1.0.0/16");
            assert.ok(up.position("create-replacement", "net") < up.position("delete-replaced", "net"));
            assert.ok(up.position("delete-replaced", "logs") < up.position("create-replacement", "logs"));
        });
    });

    describe("what a cloud refuses", () => {
        let workspace: SimulatedWorkspace;
        let program: () => void;

        const inRegion = () => ({ provider: new AwsProvider("aws", { region: "eu-west-1" }) });
        const inCluster = () => ({ provider: new KubernetesProvider("k8s", { kubeconfig: "a cluster" }) });
        const errors = async () => (await workspace.up()).diagnostics("error").join("\n");

        before(async () => {
            workspace = await openWorkspace(async () => program());
        });
        after(() => workspace?.close());

        it("is a second resource under a name that is taken", async () => {
            program = () => {
                const opts = inRegion();
                const one = new LogGroup("one", { name: "/taken" }, opts);
                new LogGroup("two", { name: "/taken" }, { ...opts, dependsOn: [one] });
            };
            assert.match(await errors(), /ResourceAlreadyExistsException.*\/taken/);
        });

        it("is an object in a namespace that does not exist", async () => {
            program = () => {
                const metadata = { name: "settings", namespace: "nowhere" };
                new ConfigMap("settings", { metadata, data: {} }, inCluster());
            };
            assert.match(await errors(), /namespaces "nowhere" not found/);
        });

        it("is a resource without what it needs, told in the preview", async () => {
            program = () => {
                new AnyResource("aws:ec2/subnet:Subnet", "bare", { cidrBlock: "10.0.0.0/24" }, inRegion());
            };
            const preview = await workspace.preview();
            assert.match(preview.diagnostics("error").join("\n"), /missing required property 'vpcId'/);
        });

        it("is what AWS's own models do not allow, told in the preview with its path, and no secret with it", async () => {
            const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
            const refused: readonly (readonly [make: () => void, mention: RegExp])[] = [
                [() => new LogGroup("logs", { retentionInDays: 42 }, inRegion()), /is 42: AWS takes one of 0, 1, 3, 5/],
                [
                    () => new AnyResource(TEMPLATE, "nodes", { metadataOptions: { httpTokenz: "x" } }, inRegion()),
                    /no property 'metadataOptions.httpTokenz'. Did you mean httpTokens\?/,
                ],
                [
                    () => new LogGroup("hidden", { name: secret("s3cret*") }, inRegion()),
                    /'name' is a secret: AWS takes text that matches/,
                ],
            ];
            for (const [make, mention] of refused) {
                program = make;
                const found = (await workspace.preview()).diagnostics("error").join("\n");
                assert.match(found, mention);
                assert.doesNotMatch(found, /s3cret/);
            }
        });

        it("is a type that the simulator does not know, with the place to describe it", async () => {
            program = () => {
                new AnyResource("aws:braket/job:Job", "unknown", {}, inRegion());
            };
            const preview = await workspace.preview();
            assert.match(preview.diagnostics("error").join("\n"), /aws:braket\/job:Job.*catalog\/derive\/types\.json/);
        });

        it("is a provider without a region", async () => {
            program = () => {
                new Vpc("net", { cidrBlock: "10.0.0.0/16" }, { provider: new AwsProvider("aws", {}) });
            };
            assert.match(await errors(), /the AWS provider has no region/);
        });
    });

    describe("planned faults", () => {
        const network = async () => {
            const opts = { provider: new AwsProvider("aws", { region: "eu-west-1" }) };
            const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" }, opts);
            for (const index of [0, 1, 2]) {
                new Subnet(`s${index}`, { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24` }, opts);
            }
        };

        it("fail one call and leave no trace of it; the next update converges", async () => {
            const fault = { kind: "throttle", package: "aws", type: SUBNET, operation: "create", at: 2 } as const;
            const workspace = await openWorkspace(network, { faults: [fault] });
            try {
                const up = await workspace.up();
                assert.match(up.diagnostics("error").join("\n"), /ThrottlingException: Rate exceeded/);
                assert.equal(workspace.simulator.world.list(SUBNET).length, 2);
                assert.equal((await workspace.up()).failure, undefined);
                assert.equal(workspace.simulator.world.list(SUBNET).length, 3);
            } finally {
                await workspace.close();
            }
        });

        it("do not fire in a preview", async () => {
            const workspace = await openWorkspace(network, {
                faults: [{ kind: "server-error", operation: "create", at: 1 }],
            });
            try {
                assert.equal((await workspace.preview()).failure, undefined);
            } finally {
                await workspace.close();
            }
        });
    });
});

/** A resource of any type, without the checks of an SDK class. */
class AnyResource extends CustomResource {}

function changed(run: Run): string[] {
    return run.steps
        .filter(({ op }) => op !== "same" && op !== "refresh" && op !== "read")
        .map(({ op, urn }) => `${op} ${urn.split("::").pop()}`);
}

/** What every resource reports, but for the stack itself and values that only a real update has: provider ids. */
function outputsByUrn(run: Run): Record<string, unknown> {
    return Object.fromEntries(
        run.steps
            .filter(({ type }) => !type.startsWith("pulumi:"))
            .map(({ urn, outputs }) => [urn, withoutProviderIds(outputs)]),
    );
}

function withoutProviderIds(outputs: unknown): unknown {
    return JSON.parse(
        JSON.stringify(outputs, (key, value) => (key === "id" && typeof value === "string" ? undefined : value)),
    );
}

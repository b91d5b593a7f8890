import assert from "node:assert/strict";
import { join } from "node:path";
import { failFast } from "../../cli/engine/fail-fast";
import { renewHost } from "../../cli/engine/sessions/renew-host";
import { sessionRequestOf } from "../../cli/engine/sessions/request-of";
import type { SessionRequest } from "../../components/cluster/session";
import { plainProgram } from "../../components/plain-program";
import { platformProgram } from "../../components/program";
import { readJournal } from "../../simulator";
import { openWorkspace, type SimulatedWorkspace } from "./workspace";

const SETTINGS = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "test", endpoint: { access: "session" } },
    nodeGroups: { system: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

describe("An API server that is reached through a session", function () {
    this.timeout(120_000);
    let workspace: SimulatedWorkspace | undefined;
    afterEach(() => workspace?.close());

    async function open(program: () => Promise<Record<string, unknown>>): Promise<SimulatedWorkspace> {
        workspace = await openWorkspace(failFast(program), { worldFile: "world.jsonl" });
        const values = Object.entries(SETTINGS).map(([key, value]) => [
            `eks-platform:${key}`,
            { value: typeof value === "string" ? value : JSON.stringify(value) },
        ]);
        await workspace.stack.setAllConfig(Object.fromEntries(values));
        return workspace;
    }

    it("is reached in the update that makes it, once the host is there and let in, and all goes without a trace", async () => {
        const requests: SessionRequest[] = [];
        const made: string[] = [];
        const stack = await open(() =>
            platformProgram(undefined, {
                openSession: async (request) => {
                    requests.push(request);
                    made.push(...stack.simulator.world.list().map(({ type }) => type));
                },
            }),
        );
        const up = await stack.up();
        assert.equal(up.failure, undefined);
        const [host] = stack.simulator.world.list("aws:ec2/instance:Instance");
        assert.equal(requests.length, 1);
        assert.equal(requests[0]?.instanceId, host?.id);
        assert.equal(requests[0]?.region, "eu-west-1");
        assert.match(requests[0]?.kubeconfig ?? "", /"server":"https:\/\/[^"]+eks\.amazonaws\.com"/);
        for (const type of [
            "eks/cluster:Cluster",
            "ec2/instance:Instance",
            "ec2/natGateway:NatGateway",
            "iam/instanceProfile:InstanceProfile",
        ]) {
            assert.ok(made.includes(`aws:${type}`), type);
        }
        assert.ok(!made.some((type) => type.startsWith("kubernetes:")));
        // What the next command opens before the program runs, or where none does, is the same session.
        const fromState = await sessionRequestOf(stack.stack);
        const parsed = (request?: SessionRequest) => ({
            ...request,
            kubeconfig: JSON.parse(request?.kubeconfig ?? ""),
        });
        assert.deepEqual(parsed(fromState), parsed(requests[0]));
        const provider = up.steps.find(({ urn }) => urn.endsWith("::platform-foundation-cluster-kubernetes"));
        assert.match(String(provider?.inputs.kubeconfig), /^\.\.?\/.*sessions\/test\/kubeconfig$/);
        assert.equal((await stack.up({ expectNoChanges: true })).failure, undefined);
        assert.equal(requests.length, 2);
        assert.equal((await stack.refresh({ expectNoChanges: true })).failure, undefined);
        const destroy = await stack.destroy();
        assert.equal(destroy.failure, undefined);
        const position = (name: RegExp) => destroy.steps.findIndex(({ urn }) => name.test(urn));
        const lastObject = destroy.steps.findLastIndex(({ type }) => type.startsWith("kubernetes:"));
        assert.ok(position(/session-instance$/) > lastObject, "the host goes after what is in the cluster");
        assert.deepEqual(readJournal(join(stack.folder, "world.jsonl")), []);
    });

    it("gets a new host where the old one is gone, by an update that touches nothing else", async () => {
        const opened: string[] = [];
        const stack = await open(() =>
            platformProgram(undefined, { openSession: async ({ instanceId }) => void opened.push(instanceId) }),
        );
        assert.equal((await stack.up()).failure, undefined);
        const host = () => stack.simulator.world.list("aws:ec2/instance:Instance");
        const others = () => stack.simulator.world.list().filter(({ type }) => type !== "aws:ec2/instance:Instance");
        const [before] = host();
        assert.ok(before);
        const rest = structuredClone(others());
        stack.simulator.world.remove(before);
        const renewed = await renewHost(stack.stack, {});
        assert.deepEqual([renewed.exitCode, renewed.errors, renewed.failure], [0, [], undefined]);
        const [after] = host();
        assert.notEqual(after?.id, before.id);
        assert.equal(opened.at(-1), after?.id);
        assert.deepEqual(others(), rest);
        assert.equal((await stack.up({ expectNoChanges: true })).failure, undefined);
    });

    it("lets nothing in, reaches nothing but port 443, and keeps no credentials", async () => {
        const stack = await open(() => platformProgram(undefined, { openSession: async () => undefined }));
        const preview = await stack.preview();
        assert.deepEqual(preview.unknowns, []);
        const find = (name: string) =>
            preview.steps.find(({ urn }) => urn.endsWith(`::platform-foundation-cluster-session-${name}`));
        const group = find("security-group")?.outputs.id ?? find("https")?.inputs.securityGroupId;
        const rules = preview.steps.filter(
            ({ type, inputs }) =>
                type === "aws:ec2/securityGroupRule:SecurityGroupRule" && inputs.securityGroupId === group,
        );
        assert.deepEqual(
            rules.map(({ inputs }) => [inputs.type, inputs.fromPort, inputs.toPort]),
            [["egress", 443, 443]],
        );
        const entrance = find("api-server")?.inputs;
        assert.deepEqual(
            [entrance?.type, entrance?.fromPort, entrance?.sourceSecurityGroupId],
            ["ingress", 443, group],
        );
        const instance = find("instance")?.inputs ?? {};
        assert.equal(instance.associatePublicIpAddress, false);
        assert.equal(instance.keyName, undefined);
        assert.deepEqual(Object(instance.metadataOptions).httpTokens, "required");
        assert.equal(Object(instance.rootBlockDevice).encrypted, true);
        assert.deepEqual(Object(instance.tags)["eks-platform:session"], "test");
    });

    it("is refused with plain pulumi, which opens none, before anything is made", async () => {
        const stack = await open(plainProgram);
        const up = await stack.up();
        assert.match(up.diagnostics("error").join(), /endpoint\.access[\s\S]*npm run up -- test/);
        assert.equal(stack.simulator.world.size, 0);
    });
});

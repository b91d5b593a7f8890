import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { requireAdministrator } from "../../../cli/engine/creator-check";
import { load } from "../config/valid";

const ADMINISTRATOR = "arn:aws:iam::210987654321:role/ci/deployer";
const SESSION = "arn:aws:sts::210987654321:assumed-role/deployer/42";
const OTHER = "arn:aws:sts::210987654321:assumed-role/somebody/42";
const TRUST = { permissionSets: [{ account: "210987654321", name: "Admin" }] };

function eks(more: object) {
    const config = load({ "eks-platform:cluster": { kind: "eks", name: "test", creatorIsAdmin: false, ...more } });
    assert.ok(config.kind === "eks");
    return config;
}

const NAMED = eks({ access: { ci: { principalArn: ADMINISTRATOR, policy: "cluster-admin" } } });
const MADE = eks({ access: { people: { trust: TRUST, policy: "cluster-admin" } } });

function stackWith(...resources: object[]): Stack {
    const stub: Partial<Stack> = { exportStack: async () => ({ version: 3, deployment: { resources } }) };
    // The check asks for the state alone.
    return stub as Stack;
}

const urn = (type: string, name: string) => ({ type, urn: `urn:pulumi:test::eks-platform::${type}::${name}` });
const UP = { operation: "up", endsWithCluster: false } as const;
const by = (arn: string) => async () => arn;
const nobody = () => assert.fail("asked who calls");

describe("A cluster whose creator is no administrator", () => {
    it("is made by a principal that the stack lets administer it", () =>
        requireAdministrator(UP, NAMED, stackWith(), by(SESSION)));

    it("is not begun by anybody else, who could put nothing into it", async () => {
        for (const config of [NAMED, MADE]) {
            await assert.rejects(
                requireAdministrator(UP, config, stackWith(), by(OTHER)),
                /somebody\/42 would make[\s\S]*nothing was changed\.\nNext step: .*--until cluster/,
            );
        }
    });

    it("is made anew by a role of the stack that exists already", async () => {
        const role = {
            ...urn("aws:iam/role:Role", "platform-foundation-access-roles-people"),
            outputs: { arn: ADMINISTRATOR },
        };
        await requireAdministrator(UP, MADE, stackWith(role), by(SESSION));
    });

    it("is asked nothing where it exists, where the creator is let in, or where nothing is put into it", async () => {
        const made = stackWith(urn("aws:eks/cluster:Cluster", "x"));
        await requireAdministrator(UP, NAMED, made, nobody);
        await requireAdministrator(UP, eks({ creatorIsAdmin: undefined }), stackWith(), nobody);
        await requireAdministrator({ ...UP, endsWithCluster: true }, NAMED, stackWith(), nobody);
        await requireAdministrator({ ...UP, operation: "preview" }, NAMED, stackWith(), nobody);
    });
});

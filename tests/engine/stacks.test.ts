import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { isUnchanged, type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { policyConfigFile } from "../../cli/engine/policy-config";
import { stackFile } from "../../cli/engine/project-copy";
import { refuseIfProtected } from "../../cli/engine/protection";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";
import { ADDONS } from "../../components/addons";
import { today } from "../../core/today";
import { readJournal } from "../../simulator";
import { type TestCharts, useCharts } from "../charts";

/** Resource counts below which a stack has lost a part of its platform. */
const LEAST_RESOURCES = { dev: 100, prod: 121 } as const;

for (const stackName of ["dev", "prod"] as const) {
    describe(`the stack ${stackName} on the simulator`, function () {
        this.timeout(180_000);
        let home: string;
        let session: Session;
        let previousHome: string | undefined;
        let charts: TestCharts;

        const run = (operation: OperationName, expectNoChanges = false): Promise<OperationResult> =>
            runOperation(session.stack, operation, { policyConfig: policyConfigFile(stackName), expectNoChanges });

        const open = (settings: string): Promise<Session> =>
            openSession({
                target: "simulated",
                settings: readSettings(stackName, settings),
                ephemeral: false,
                runsProgram: true,
                note: () => {},
            });

        before(async () => {
            home = mkdtempSync(join(tmpdir(), "eks-platform-stacks-"));
            previousHome = process.env.EKS_PLATFORM_HOME;
            process.env.EKS_PLATFORM_HOME = home;
            charts = await useCharts();
            session = await open(stackFile(stackName));
        });

        after(async () => {
            await session?.close();
            charts?.close();
            if (previousHome === undefined) {
                delete process.env.EKS_PLATFORM_HOME;
            } else {
                process.env.EKS_PLATFORM_HOME = previousHome;
            }
            rmSync(home, { recursive: true, force: true });
        });

        it("previews completely: nothing unknown, nothing on a default provider, every chart opened, no policy violated", async () => {
            const preview = await run("preview");
            // Published charts are others' work: what is mandatory holds for them, what is advice need not.
            const isOwn = ({ resourceUrn = "" }) =>
                !(charts.areReal && /\$kubernetes:helm\.sh\/v3:Release::/.test(resourceUrn));
            const violations = preview.policyViolations.filter(
                (violation) =>
                    violation.enforcementLevel === "mandatory" ||
                    violation.policyName === "helm-rendered" ||
                    isOwn(violation),
            );
            assert.deepEqual(violations.map(describeViolation), []);
            assert.deepEqual(preview.errors, []);
            assert.equal(preview.exitCode, 0, preview.failure);
            assert.deepEqual(
                preview.steps.filter((step) => step.unknowns > 0).map((step) => step.urn),
                [],
            );
            assert.deepEqual(
                preview.steps.filter((step) => /::default_[\d_]+$/.test(step.urn)).map((step) => step.urn),
                [],
            );
            assert.ok(
                (preview.changes.create ?? 0) >= LEAST_RESOURCES[stackName],
                `${preview.changes.create} resources`,
            );
            assert.ok(!existsSync(journal()) || readJournal(journal()).length === 0, "a preview makes nothing");
        });

        it("previews completely with every add-on that it does not have yet", async () => {
            await session.close();
            session = await open(withEveryAddon(stackName, home));
            const preview = await run("preview");
            assert.deepEqual(
                preview.policyViolations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
                [],
            );
            assert.equal(preview.exitCode, 0, preview.failure);
            const unknown = preview.steps.filter(({ unknowns }) => unknowns > 0).map(({ urn }) => urn);
            assert.deepEqual(unknown, []);
            for (const name of Object.keys(EVERY_ADDON)) {
                assert.ok(
                    preview.steps.some(({ urn }) => urn.endsWith(`::platform-${name}`)),
                    name,
                );
            }
            await session.close();
            session = await open(stackFile(stackName));
        });

        it("comes up, and a second update changes nothing", async () => {
            const up = await run("up");
            assert.deepEqual(up.errors, []);
            assert.equal(up.exitCode, 0, up.failure);
            const again = await run("up", true);
            assert.deepEqual(again.errors, []);
            assert.ok(isUnchanged(again), JSON.stringify(again.changes));
        });

        it("shows no drift on refresh", async () => {
            const refresh = await run("refresh", true);
            assert.deepEqual(refresh.errors, []);
            assert.ok(isUnchanged(refresh), JSON.stringify(refresh.changes));
        });

        it("survives an export and import of its state", async () => {
            await session.stack.importStack(await session.stack.exportStack());
            const preview = await run("preview", true);
            assert.ok(isUnchanged(preview), JSON.stringify(preview.changes));
        });

        it("keeps no password in plain text, neither in the state nor in the simulated world", async () => {
            const passwords = (await exportedResources(session))
                .filter((resource) => resource.type === "random:index/randomPassword:RandomPassword")
                .map((resource) => plaintext(resource.outputs?.result));
            assert.ok(passwords.length > 0);
            for (const password of passwords) {
                assert.match(password, /^.{16,}$/);
            }
            for (const file of filesBelow(home)) {
                const text = readFileSync(file, "utf8");
                for (const password of passwords) {
                    assert.ok(!text.includes(password), `a password is readable in ${file}`);
                }
            }
        });

        if (stackName === "prod") {
            it("names every protected resource before a destroy begins", async () => {
                await assert.rejects(refuseIfProtected(session.stack, true), (error: Error) => {
                    assert.match(error.message, /aws:eks:Cluster .*eksCluster/);
                    assert.match(error.message, /aws:efs:FileSystem/);
                    assert.match(error.message, /nothing was destroyed/);
                    return true;
                });
            });
        }

        it("destroys everything once its config lifts the protection, and the simulated world is empty", async () => {
            if (stackName === "prod") {
                // As the refusal above says: lift it in the config, update, destroy.
                await session.close();
                session = await open(aboutToGo(stackName, home));
                const lifted = await run("up");
                assert.equal(lifted.exitCode, 0, lifted.errors.join("\n"));
                const protections = lifted.policyViolations.filter(({ policyName = "" }) => /protect/.test(policyName));
                assert.deepEqual(protections.map(describeViolation), []);
            }
            await refuseIfProtected(session.stack, false);
            const destroy = await run("destroy");
            assert.deepEqual(destroy.errors, []);
            assert.equal(destroy.exitCode, 0, destroy.failure);
            assert.deepEqual(readJournal(journal()), []);
        });

        const journal = () => join(home, "stacks", `${stackName}-simulated`, "world.jsonl");
    });
}

/** What a stack writes to have every add-on that no other section switches on. */
const EVERY_ADDON = Object.fromEntries(
    ADDONS.filter(({ section, clusters }) => section === undefined && clusters.includes("eks")).map(
        ({ name, example = {} }) => [name, example],
    ),
);

/** The stack's settings with all of them. */
function withEveryAddon(stack: string, folder: string): string {
    const file = join(folder, `Pulumi.${stack}.yaml`);
    const settings = parseDocument(readFileSync(stackFile(stack), "utf8"));
    settings.setIn(["config", "eks-platform:addons"], EVERY_ADDON);
    writeFileSync(file, settings.toString());
    return file;
}

/** The stack's settings with its end in sight. */
function aboutToGo(stack: string, folder: string): string {
    const file = join(folder, `Pulumi.${stack}.yaml`);
    const settings = parseDocument(readFileSync(stackFile(stack), "utf8"));
    settings.setIn(["config", "eks-platform:teardown"], { until: today(), reason: "It has moved." });
    // The engine takes a day without quotes for a moment.
    writeFileSync(file, settings.toString({ defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }));
    return file;
}

function describeViolation(violation: { policyName: string; resourceUrn?: string; message: string }): string {
    return `${violation.policyName} ${violation.resourceUrn}: ${violation.message}`;
}

interface ExportedResource {
    readonly type: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

async function exportedResources(session: Session): Promise<readonly ExportedResource[]> {
    const { deployment } = await session.stack.exportStack();
    return deployment.resources;
}

/** The text of a decrypted secret in an exported state. */
function plaintext(secret: unknown): string {
    const { plaintext } = secret as { plaintext: string };
    return JSON.parse(plaintext);
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((file) => statSync(file).isFile());
}

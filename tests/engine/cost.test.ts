import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { costOf } from "../../review/cost/cost";
import { type Cost, costSchema } from "../../review/model/cost";
import { projectRoot } from "../../toolchain/paths";
import { recordedStack } from "../unit/review/recorded";
import { scratchProject } from "./scratch-project";

/** What is priced, by the resource's name, which is what the recorded graph and a real run share. */
function amounts({ items }: Cost): readonly string[] {
    return items
        .filter(({ monthly }) => monthly !== undefined)
        .map(({ urn, part, monthly }) => `${urn.split("::").at(-1)} ${part ?? ""} ${monthly}`)
        .toSorted();
}

describe("platform cost", function () {
    this.timeout(300_000);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-cost-")));
    after(() => rmSync(folder, { recursive: true, force: true }));

    async function cost(project: string, ...args: readonly string[]): Promise<Cost> {
        const command = [join(project, "bin", "platform.mjs"), "cost", "prod", "--offline", "--json", ...args];
        const env = { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), TMPDIR: folder };
        const { stdout } = await promisify(execFile)(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 });
        return costSchema.parse(JSON.parse(stdout));
    }

    it("prices a preview by the real engine as it prices what the program asks for", async () => {
        const [found, expected] = [await cost(projectRoot()), costOf(recordedStack("prod"))];
        assert.ok(expected);
        assert.deepEqual(amounts(found), amounts(expected));
        assert.deepEqual(
            found.items.filter(({ basis }) => basis === "unknown"),
            [],
        );
        assert.equal(found.monthly, expected.monthly);
    });

    it("shows what a change of the working tree costs", async () => {
        const project = scratchProject(folder);
        const file = join(project, "Pulumi.prod.yaml");
        writeFileSync(file, readFileSync(file, "utf8").replace("nat: per-zone", "nat: single"));
        const { items, monthly, before = 0 } = await cost(project, "--since", "HEAD");
        const moved = items.filter(({ status, before: was }) => status !== "present" && was !== undefined);
        assert.deepEqual(
            moved.map(({ type, status }) => `${status} ${type}`).toSorted(),
            [
                "aws:ec2/eip:Eip",
                "aws:ec2/eip:Eip",
                "aws:ec2/natGateway:NatGateway",
                "aws:ec2/natGateway:NatGateway",
            ].map((type) => `gone ${type}`),
        );
        const saved = moved.reduce((sum, item) => sum + (item.before ?? 0), 0);
        assert.equal((before - monthly).toFixed(2), saved.toFixed(2));
    });
});

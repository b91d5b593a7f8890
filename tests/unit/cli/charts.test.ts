import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHARTS } from "../../../components/addons";
import { projectRoot } from "../../../toolchain/paths";
import { packageCharts } from "../../charts";

describe("platform charts fetch", function () {
    this.timeout(60_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-charts-"));
        packageCharts(join(folder, "packages"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function fetchCharts(cache: string, ...args: readonly string[]) {
        const command = [join(projectRoot(), "bin", "platform.mjs"), "charts", "fetch", ...args];
        const env = { ...process.env, EKS_PLATFORM_CHARTS: join(folder, cache), NO_COLOR: "1" };
        return spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder, env });
    }

    it("brings every pinned chart from a folder, with its checksum, and keeps what is there", () => {
        const first = fetchCharts("cache", "--from", "packages");
        assert.equal(first.status, 0, first.stdout + first.stderr);
        for (const { name } of CHARTS) {
            assert.match(first.stdout, new RegExp(`^ok +${name} \\S+ +[0-9a-f]{64} +from packages$`, "m"));
        }
        const second = fetchCharts("cache");
        assert.equal(second.status, 0, second.stdout + second.stderr);
        assert.equal(second.stdout.match(/cached, from packages/g)?.length, CHARTS.length);
    });

    it("fails with what is missing, and refuses another content for the same version", () => {
        const missing = fetchCharts("other", "--from", ".");
        assert.equal(missing.status, 1);
        assert.match(missing.stdout, /^missing +traefik 41\.3\.0 +\S*traefik-41\.3\.0\.tgz: there is no such file/m);
        assert.match(missing.stdout, /Next step: npm run charts -- fetch --from/);
        assert.equal(fetchCharts("third", "--from", "packages").status, 0);
        writeFileSync(join(folder, "packages", "traefik-41.3.0.tgz"), "no chart");
        const refused = fetchCharts("third", "--from", "packages");
        assert.equal(refused.status, 1);
        assert.match(refused.stdout, /^missing +traefik 41\.3\.0 .*it is no archive of a chart/m);
    });
});

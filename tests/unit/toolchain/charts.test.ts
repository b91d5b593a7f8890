import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { type ChartReference, cachedChart } from "../../../toolchain/helm/cache";
import { fetchChart } from "../../../toolchain/helm/fetch";

const WEB: ChartReference = { repository: "https://charts.example", name: "web", version: "1.2.3" };

describe("The cache of charts", () => {
    let folder: string;
    let before: string | undefined;

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "eks-platform-charts-"));
        before = process.env.EKS_PLATFORM_CHARTS;
        process.env.EKS_PLATFORM_CHARTS = join(folder, "cache");
    });
    afterEach(async () => {
        if (before === undefined) {
            delete process.env.EKS_PLATFORM_CHARTS;
        } else {
            process.env.EKS_PLATFORM_CHARTS = before;
        }
        await rm(folder, { recursive: true, force: true });
    });

    /** A folder with one packaged chart. */
    async function packaged(name: string, description: string): Promise<string> {
        const source = join(folder, name);
        await mkdir(join(source, "web"), { recursive: true });
        await writeFile(
            join(source, "web", "Chart.yaml"),
            `apiVersion: v2\nname: web\nversion: 1.2.3\n# ${description}\n`,
        );
        await create({ cwd: source, file: join(source, "web-1.2.3.tgz"), gzip: true, portable: true }, ["web"]);
        return source;
    }

    it("holds a chart once it was fetched from a folder, and says where it came from and what its checksum is", async () => {
        const source = await packaged("first", "one");
        assert.match((await cachedChart(WEB)).problem ?? "", /the chart web 1\.2\.3 is not on this machine/);
        const fetched = await fetchChart(WEB, source);
        const cached = await cachedChart(WEB);
        assert.equal(cached.path, fetched.path);
        assert(cached.path !== undefined);
        assert.equal(cached.receipt.from, source);
        assert.match(cached.receipt.sha256, /^[0-9a-f]{64}$/);
        assert.deepEqual(await readFile(cached.path), await readFile(join(source, "web-1.2.3.tgz")));
    });

    it("refuses another content for the same version, from wherever it comes, and keeps the first", async () => {
        const first = await packaged("first", "one");
        const second = await packaged("second", "another");
        const fetched = await fetchChart(WEB, first);
        const refused = await fetchChart(WEB, second);
        assert.match(
            refused.problem ?? "",
            /web 1\.2\.3 has the SHA-256 [0-9a-f]{64}, but the one fetched from .*first on \d{4}-/,
        );
        assert.deepEqual(await cachedChart(WEB), fetched);
        assert.equal((await fetchChart(WEB, first)).problem, undefined);
    });

    it("refuses a content that is not the pinned one, in the cache too", async () => {
        const source = await packaged("first", "one");
        const pinned = { ...WEB, sha256: "0".repeat(64) };
        assert.match((await fetchChart(pinned, source)).problem ?? "", /but the pinned one is 0000/);
        await fetchChart(WEB, source);
        assert.match((await cachedChart(pinned)).problem ?? "", /but the pinned one is 0000/);
    });

    it("gives out no chart whose content has changed since, or whose receipt is gone", async () => {
        const source = await packaged("first", "one");
        const { path } = await fetchChart(WEB, source);
        assert(path !== undefined);
        await writeFile(path, "tampered");
        assert.match((await cachedChart(WEB)).problem ?? "", /has the SHA-256/);
        assert.equal((await fetchChart(WEB, source)).problem, undefined, "the same content mends it");
        await rm(join(path, "..", "receipt.json"));
        assert.match((await cachedChart(WEB)).problem ?? "", /not on this machine/);
    });

    it("tells charts of one name and version from two repositories apart", async () => {
        const other = { ...WEB, repository: "https://other.example" };
        await fetchChart(WEB, await packaged("first", "one"));
        assert.notEqual((await cachedChart(other)).problem, undefined);
        assert.equal((await fetchChart(other, await packaged("second", "another"))).problem, undefined);
        assert.equal((await readdir(join(folder, "cache"))).length, 2);
        assert.equal((await cachedChart({ ...WEB, repository: "https://charts.example/" })).problem, undefined);
    });

    it("says what is missing from a folder, and takes nothing that is no chart", async () => {
        assert.match(
            (await fetchChart(WEB, join(folder, "nowhere"))).problem ?? "",
            /web-1\.2\.3\.tgz: there is no such file/,
        );
        await mkdir(join(folder, "bad"));
        await writeFile(join(folder, "bad", "web-1.2.3.tgz"), "no archive");
        assert.match((await fetchChart(WEB, join(folder, "bad"))).problem ?? "", /it is no archive of a chart/);
        assert.match((await cachedChart(WEB)).problem ?? "", /not on this machine/);
    });
});

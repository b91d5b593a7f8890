import assert from "node:assert/strict";
import { readFile, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { create } from "tar";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { chartOpener } from "../../../policies/sources/chart-opener";
import { resource } from "../support/resources";
import { inFolder } from "./support";

const CHART = {
    "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\n",
    "web/templates/config.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  vpc: {{ .Values.vpcId | quote }}\n  plain: {{ .Values.plain | quote }}\n",
};

const release = (props: object) => resource("kubernetes:helm.sh/v3:Release", { namespace: "shop", ...props });

/** Counts the calls that something makes to a server on this machine, which has some files and no others. */
async function countingCalls(
    use: (address: string) => Promise<void>,
    files: ReadonlyMap<string, Buffer | string> = new Map(),
): Promise<number> {
    let calls = 0;
    const server = createServer(({ url = "" }, response) => {
        calls += 1;
        const content = files.get(url);
        response.writeHead(content === undefined ? 404 : 200).end(content);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    try {
        await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        return calls;
    } finally {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
    }
}

describe("Opening Helm releases", function () {
    this.timeout(60_000);

    for (const [what, props] of [
        ["a repository", (address: string) => ({ chart: "web", version: "1.2.3", repositoryOpts: { repo: address } })],
        ["the address of an archive", (address: string) => ({ chart: `${address}/web-1.2.3.tgz` })],
        ["a registry", (address: string) => ({ chart: `${address.replace("http", "oci")}/web`, version: "1.2.3" })],
        [
            "a repository for the newest version",
            (address: string) => ({ chart: "web", repositoryOpts: { repo: address } }),
        ],
    ] as const) {
        it(`calls nobody for ${what}, and says that the release stays closed`, async () => {
            const calls = await countingCalls(async (address) => {
                const { notRendered } = await chartOpener()(release(props(address)));
                assert.match(notRendered ?? "", /./);
            });
            assert.equal(calls, 0);
        });
    }

    it("calls nobody for a file of values", async () => {
        await inFolder(CHART, async (folder) => {
            const calls = await countingCalls(async (address) => {
                for (const asset of [{ path: `${address}/values.yaml` }, { uri: `${address}/values.yaml` }]) {
                    const props = { chart: join(folder, "web"), valueYamlFiles: [asset] };
                    assert.match((await chartOpener()(release(props))).notRendered ?? "", /./);
                }
            });
            assert.equal(calls, 0);
        });
    });

    it("says how a chart of others is fetched, and calls its repository where that was asked for", async () => {
        const calls = await countingCalls(async (address) => {
            const remote = release({ chart: "web", version: "1.2.3", repositoryOpts: { repo: address } });
            const closed = await chartOpener()(remote);
            assert.match(closed.notRendered ?? "", /the chart web 1\.2\.3 is not on this machine; with --fetch-charts/);
            const failed = await chartOpener({ fetch: true })(remote);
            assert.match(failed.notRendered ?? "", /the chart web 1\.2\.3 cannot be fetched: .*404/);
        });
        assert.ok(calls > 0);
    });

    it("fetches a chart once where that was asked for, and opens it from then on without a call", async () => {
        const before = process.env.EKS_PLATFORM_CHARTS;
        await inFolder(CHART, async (folder) => {
            process.env.EKS_PLATFORM_CHARTS = join(folder, "cache");
            const file = join(folder, "web-1.2.3.tgz");
            await create({ cwd: folder, file, gzip: true, portable: true }, ["web"]);
            const index = "apiVersion: v1\nentries: {web: [{name: web, version: 1.2.3, urls: [web-1.2.3.tgz]}]}\n";
            const files = new Map<string, Buffer | string>([
                ["/index.yaml", index],
                ["/web-1.2.3.tgz", await readFile(file)],
            ]);
            try {
                const calls = await countingCalls(async (address) => {
                    const remote = release({ chart: "web", version: "1.2.3", repositoryOpts: { repo: address } });
                    for (const fetch of [true, false, true]) {
                        const { objects, notRendered } = await chartOpener({ fetch })(remote);
                        assert.equal(notRendered, undefined);
                        assert.equal(objects?.length, 1);
                    }
                }, files);
                assert.equal(calls, 2);
            } finally {
                if (before === undefined) {
                    delete process.env.EKS_PLATFORM_CHARTS;
                } else {
                    process.env.EKS_PLATFORM_CHARTS = before;
                }
            }
        });
    });

    it("says how a chart of the platform's own is fetched", async () => {
        const before = process.env.EKS_PLATFORM_CHARTS;
        await inFolder({}, async (folder) => {
            process.env.EKS_PLATFORM_CHARTS = folder;
            try {
                const repositoryOpts = { repo: "https://traefik.github.io/charts" };
                const { notRendered } = await chartOpener()(
                    release({ chart: "traefik", version: "41.3.0", repositoryOpts }),
                );
                assert.equal(
                    notRendered,
                    "the chart traefik 41.3.0 is not on this machine; npm run charts -- fetch brings it",
                );
            } finally {
                if (before === undefined) {
                    delete process.env.EKS_PLATFORM_CHARTS;
                } else {
                    process.env.EKS_PLATFORM_CHARTS = before;
                }
            }
        });
    });

    it("takes a folder for the chart, from where the user is as well, unless a repository is named", async () => {
        await inFolder(CHART, async (folder) => {
            const { PWD } = process.env;
            process.env.PWD = folder;
            try {
                const open = (props: object) => chartOpener()(release({ chart: "web", ...props }));
                assert.equal((await open({ chart: join(folder, "web") })).objects?.length, 1);
                assert.equal((await open({})).objects?.length, 1);
                assert.equal((await open({ repositoryOpts: {} })).objects?.length, 1);
                assert.match(
                    (await open({ repositoryOpts: { repo: "https://x.invalid" } })).notRendered ?? "",
                    /exact version/,
                );
                assert.match(
                    (await open({ repositoryOpts: { repo: UNKNOWN } })).notRendered ?? "",
                    /repositoryOpts\.repo/,
                );
                assert.match((await open({ chart: "no-such-chart" })).notRendered ?? "", /neither a file nor/);
                assert.match((await open({ chart: "./no-such-chart" })).notRendered ?? "", /there is no chart at/);
            } finally {
                process.env.PWD = PWD;
            }
        });
    });

    it("reads no chart and no values outside of the folder that it is told to stay in, through links neither", async () => {
        const files = { ...CHART, "other/Chart.yaml": CHART["web/Chart.yaml"], "secret.yaml": "plain: hunter2\n" };
        await inFolder({ ...files, "web/own.yaml": "plain: own\n" }, async (folder) => {
            await symlink("../secret.yaml", join(folder, "web", "linked.yaml"));
            await symlink("../other", join(folder, "web", "linked"));
            const open = (chart: string, path = "own.yaml") => {
                const props = { chart: join(folder, chart), valueYamlFiles: [{ path: join(folder, "web", path) }] };
                return chartOpener({ within: [join(folder, "web")] })(release(props));
            };
            for (const opened of [
                open("other"),
                open("web/linked"),
                open("web", "linked.yaml"),
                open("web", "../secret.yaml"),
            ]) {
                assert.match((await opened).notRendered ?? "", /lies outside of the folder that this runs in/);
            }
        });
        await inFolder({ ...CHART, "web/own.yaml": "plain: own\n" }, async (folder) => {
            const props = { chart: join(folder, "web"), valueYamlFiles: [{ path: join(folder, "web", "own.yaml") }] };
            const { objects } = await chartOpener({ within: [folder] })(release(props));
            assert.deepEqual(
                objects?.map(({ props }) => props.data),
                [{ vpc: null, plain: "own" }],
            );
        });
    });

    it("judges what does not depend on a value that only the update knows, and leaves open what does", async () => {
        await inFolder(CHART, async (folder) => {
            const values = { vpcId: UNKNOWN, plain: "here" };
            const opened = await chartOpener()(release({ chart: join(folder, "web"), values }));
            assert.deepEqual(
                opened.objects?.map(({ props }) => props.data),
                [{ vpc: UNKNOWN, plain: "here" }],
            );
            assert.equal(opened.unknown, "values.vpcId");
        });
    });

    it("stays closed where the chart cannot do without such a value", async () => {
        const strict = { ...CHART, "web/values.schema.json": '{"properties": {"vpcId": {"pattern": "^vpc-"}}}' };
        await inFolder(strict, async (folder) => {
            const opened = await chartOpener()(release({ chart: join(folder, "web"), values: { vpcId: UNKNOWN } }));
            assert.equal(opened.notRendered, "values.vpcId is known only after the update");
        });
    });
});

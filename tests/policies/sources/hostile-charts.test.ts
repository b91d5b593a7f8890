import assert from "node:assert/strict";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { create, Header } from "tar";
import { load } from "../../../policies/sources";
import { inPrivateFolder, runHelm } from "../../../toolchain/helm/run";
import { inFolder } from "./support";

const CHART = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/templates/all.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: all}\ndata:\n" +
        '{{- range $path, $content := .Files.Glob "**" }}\n  {{ $path | replace "/" "." }}: {{ $content | toString | quote }}\n{{- end }}\n',
    "chart/files/own.txt": "of the chart",
    "outside/secret.txt": "hunter2-hunter2",
};

/** What a chart renders and what is said of it, with everything that a report could show. */
async function judged(folder: string, chart = "chart"): Promise<string> {
    const { resources, faults } = await load([join(folder, chart)]);
    return JSON.stringify([resources.map(({ props }) => props), faults]);
}

/** Links by the path that they get in the chart, and the name that a fault gives them. */
const LINKS: readonly (readonly [what: string, path: string, target: string, fault: RegExp])[] = [
    ["to the environment of the process", "files/env", "/proc/self/environ", /files\/env is a link that leads out/],
    ["to a file by its whole path", "files/a", "/etc/passwd", /files\/a is a link that leads out/],
    ["to a file beside the chart", "files/b", "../../outside/secret.txt", /files\/b is a link that leads out/],
    ["to a folder beside the chart", "files/c", "../../outside", /files\/c is a link that leads out/],
    ["to the folder above the chart", "files/d", "../..", /files\/d is a link that leads out/],
    [
        "in place of a template",
        "templates/e.yaml",
        "../../outside/secret.txt",
        /templates\/e\.yaml is a link that leads out/,
    ],
    ["in place of the values", "values.yaml", "../outside/secret.txt", /values\.yaml is a link that leads out/],
    ["in place of the subcharts", "charts", "../outside", /charts is a link that leads out/],
    ["that leads nowhere", "files/f", "no-such-file", /files\/f is a link that leads nowhere/],
    ["that leads to itself", "files/g", "g", /files\/g is a link that leads nowhere/],
    ["that leads in a circle", "files/h", "..", /files\/h is a link that leads in a circle/],
];

describe("A hostile chart", function () {
    this.timeout(60_000);

    for (const [what, path, target, fault] of LINKS) {
        it(`with a link ${what} is refused by the link's name, and nothing is read through it`, async () => {
            await inFolder(CHART, async (folder) => {
                await mkdir(dirname(join(folder, "chart", path)), { recursive: true });
                await symlink(target, join(folder, "chart", path));
                const text = await judged(folder);
                assert.match(text, fault);
                assert.doesNotMatch(text, /hunter2|root:|PATH=/);
            });
        });
    }

    it("with a link through another is refused", async () => {
        await inFolder(CHART, async (folder) => {
            await symlink("second", join(folder, "chart/files/first"));
            await symlink("../../outside/secret.txt", join(folder, "chart/files/second"));
            const text = await judged(folder);
            assert.match(text, /files\/first is a link that leads out of the chart/);
            assert.doesNotMatch(text, /hunter2/);
        });
    });

    it("whose Chart.yaml is a link is refused, and gives no release its name", async () => {
        await inFolder(
            { ...CHART, "outside/Chart.yaml": "apiVersion: v2\nname: hunter2\nversion: 1.0.0\n" },
            async (folder) => {
                await mkdir(join(folder, "linked"));
                await symlink("../outside/Chart.yaml", join(folder, "linked/Chart.yaml"));
                const text = await judged(folder, "linked");
                assert.match(text, /Chart\.yaml is a link that leads out of the chart/);
                assert.doesNotMatch(text, /hunter2/);
            },
        );
    });

    it("cannot have a file outside of it taken for one of its templates", async () => {
        const forged =
            "# Source: web/../outside/secret.txt\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: forged}\n";
        await inFolder({ ...CHART, "chart/templates/forged.yaml": `---\n${forged}` }, async (folder) => {
            const { resources } = await load([join(folder, "chart")]);
            const files = resources.map(({ origin }) => origin?.file ?? "");
            assert.ok(files.length >= 2);
            assert.deepEqual(
                files.filter((file) => !file.startsWith(join(folder, "chart"))),
                [],
            );
        });
    });

    it("is told from one whose links stay in it: they are read as Helm reads them", async () => {
        await inFolder(CHART, async (folder) => {
            await symlink("own.txt", join(folder, "chart/files/same.txt"));
            await mkdir(join(folder, "chart/shared"));
            await writeFile(join(folder, "chart/shared/more.txt"), "shared text");
            await symlink("../shared", join(folder, "chart/files/shared"));
            const text = await judged(folder);
            assert.match(text, /"files\.same\.txt":"of the chart"/);
            assert.match(text, /"files\.shared\.more\.txt":"shared text"/);
        });
    });

    for (const [type, linkpath] of [
        ["SymbolicLink", "/proc/self/environ"],
        ["SymbolicLink", "../../outside/secret.txt"],
        ["Link", "web/files/own.txt"],
        ["Link", "/etc/passwd"],
        ["FIFO", ""],
        ["CharacterDevice", ""],
    ] as const) {
        it(`in an archive with an entry of the type ${type} ${linkpath} is refused`, async () => {
            await inFolder(CHART, async (folder) => {
                await writeFile(join(folder, "web-1.0.0.tgz"), await archiveWith(folder, type, linkpath));
                const text = await judged(folder, "web-1.0.0.tgz");
                assert.match(
                    text,
                    /the chart cannot be rendered: web\/files\/extra is (a link|neither a file nor a folder)/,
                );
                assert.doesNotMatch(text, /hunter2|root:|PATH=/);
            });
        });
    }

    it("in an archive is rendered where it holds files alone", async () => {
        await inFolder(CHART, async (folder) => {
            await packageChart(folder);
            assert.match(await judged(folder, "web-1.0.0.tgz"), /"files\.own\.txt":"of the chart"/);
        });
    });

    it("reads nothing through a link in the archive of a subchart", async () => {
        await inFolder(CHART, async (folder) => {
            await mkdir(join(folder, "chart/charts"));
            const archive = await archiveWith(folder, "SymbolicLink", "/proc/self/environ");
            await writeFile(join(folder, "chart/charts/web-1.0.0.tgz"), archive);
            assert.doesNotMatch(await judged(folder), /PATH=/);
        });
    });
});

describe("Helm", () => {
    it("is given a home of its own and nothing else of the environment that it does not need", async () => {
        process.env.SECRET_OF_A_TEST = "hunter2";
        process.env.HTTPS_PROXY = "http://proxy.invalid";
        try {
            await inPrivateFolder(async (folder) => {
                const { output = "" } = await runHelm("/usr/bin/env", [], { folder });
                const names = output
                    .trim()
                    .split("\n")
                    .map((line) => line.replace(/=.*/, ""));
                assert.deepEqual(names.sort(), [
                    ...["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "HOME", "PATH", "TMPDIR"],
                ]);
                assert.deepEqual(
                    output.split("\n").filter((line) => /HOME=/.test(line) && !line.includes(folder)),
                    [],
                );
                const { output: downloading = "" } = await runHelm("/usr/bin/env", [], { folder, downloads: true });
                assert.match(downloading, /^HTTPS_PROXY=http:\/\/proxy\.invalid$/m);
                assert.doesNotMatch(downloading, /hunter2/);
            });
        } finally {
            delete process.env.SECRET_OF_A_TEST;
            delete process.env.HTTPS_PROXY;
        }
    });
});

/** `web-1.0.0.tgz` of the chart, its folder named as its chart is. */
async function packageChart(folder: string): Promise<Buffer> {
    const file = join(folder, "web-1.0.0.tgz");
    const prefix = "web";
    await create({ cwd: join(folder, "chart"), file, gzip: true, prefix, portable: true }, ["."]);
    return readFile(file);
}

/** An archive of the chart with one more entry, put before the others. */
async function archiveWith(
    folder: string,
    type: "SymbolicLink" | "Link" | "FIFO" | "CharacterDevice",
    linkpath: string,
) {
    const file = join(folder, "plain.tar");
    await create({ cwd: join(folder, "chart"), file, prefix: "web", portable: true }, ["."]);
    const header = new Header({ path: "web/files/extra", type, linkpath, size: 0, mode: 0o644, mtime: new Date(0) });
    header.encode();
    return Buffer.concat([header.block ?? Buffer.alloc(0), await readFile(file)]);
}

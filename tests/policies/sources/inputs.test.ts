import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { load } from "../../../policies/sources";
import { faultLines, inFolder, loadFiles, typesOf } from "./support";

const POD = "apiVersion: v1\nkind: Pod\n";
const SERVICE = "apiVersion: v1\nkind: Service\n";

describe("Inputs", () => {
    it("may be folders: manifests at any depth, sorted, others left out", async () => {
        const loaded = await loadFiles({
            "b/deep/er/x.yml": SERVICE,
            "a.yaml": POD,
            "notes.txt": "5",
            "node_modules/x.yaml": "broken: [",
            ".git/x.yaml": "broken: [",
        });
        assert.deepEqual(
            [typesOf(loaded), loaded.faults],
            [["kubernetes:core/v1:Pod", "kubernetes:core/v1:Service"], []],
        );
    });

    it("may be files of any name, and are read once each", async () => {
        const loaded = await loadFiles({ "pod.txt": POD }, {}, ["pod.txt", "./pod.txt"]);
        assert.deepEqual(typesOf(loaded), ["kubernetes:core/v1:Pod"]);
    });

    it("may be standard input", async () => {
        const loaded = await load(["-"], { stdin: Readable.from([Buffer.from(POD), "---\nbroken: ["]) });
        assert.deepEqual(typesOf(loaded), ["kubernetes:core/v1:Pod"]);
        assert.deepEqual(
            loaded.faults.map(({ file, line }) => [file, line]),
            [["-", 4]],
        );
    });

    it("that do not exist or hold nothing are faults, and the others are judged", async () => {
        const loaded = await loadFiles({ "pod.yaml": POD, "empty/x.txt": "" }, {}, [
            "nowhere.yaml",
            "empty",
            "pod.yaml",
        ]);
        assert.deepEqual(faultLines(loaded), [
            "undefined: there is no such file or folder",
            "undefined: the folder holds no manifests",
        ]);
        assert.equal(loaded.resources.length, 1);
    });

    it("do not follow links of folders in a circle", async () => {
        await inFolder({ "pod.yaml": POD }, async (folder) => {
            await symlink(folder, join(folder, "again"));
            const loaded = await load([folder]);
            assert.deepEqual([loaded.resources.length, loaded.faults], [1, []]);
        });
    });

    it("that lead nowhere are faults of their own, and the rest of their folder is judged", async () => {
        await inFolder({ "pod.yaml": POD, "z/service.yaml": SERVICE }, async (folder) => {
            await symlink(join(folder, "gone.yaml"), join(folder, "broken.yaml"));
            await symlink(join(folder, "self.yaml"), join(folder, "self.yaml"));
            const { resources, faults } = await load([folder]);
            assert.deepEqual(
                faults.map(({ file, message }) => [file, message]),
                [
                    [join(folder, "broken.yaml"), "there is no such file or folder"],
                    [join(folder, "self.yaml"), "it is a link that leads to itself"],
                ],
            );
            assert.equal(resources.length, 2);
        });
    });

    it("that never end, such as pipes in a folder, are passed over", async () => {
        await inFolder({ "pod.yaml": POD }, async (folder) => {
            assert.equal(spawnSync("mkfifo", [join(folder, "pipe.yaml")]).status, 0);
            await symlink(join(folder, "pipe.yaml"), join(folder, "link.yaml"));
            const { resources, faults } = await load([folder]);
            assert.deepEqual([resources.length, faults], [1, []]);
        });
    });

    it("name files in faults and origins as the user did", async () => {
        await inFolder({ "pod.yaml": `${POD}spec: 5\n` }, async (folder) => {
            const { resources, faults } = await load([folder]);
            assert.deepEqual([resources[0]?.origin?.file, faults[0]?.file], Array(2).fill(join(folder, "pod.yaml")));
        });
    });
});

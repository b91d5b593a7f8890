import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastLines, limitLog, openLog } from "../../../local/logs";

describe("the logs of the local cluster", () => {
    let path: string;

    beforeEach(() => {
        path = join(mkdtempSync(join(tmpdir(), "eks-platform-logs-")), "etcd.log");
    });
    afterEach(() => rmSync(join(path, ".."), { recursive: true }));

    it("tell what one run wrote from what earlier runs wrote", async () => {
        writeFileSync(path, "old\n");
        const { handle, offset } = await openLog(path);
        await handle.close();
        assert.deepEqual(await lastLines(path, 5, offset), []);
        appendFileSync(path, "first\n\nsecond\nthird\n");
        assert.deepEqual(await lastLines(path, 2, offset), ["second", "third"]);
        assert.deepEqual(await lastLines(path, 5), ["old", "first", "second", "third"]);
    });

    it("give the end of a long one", async () => {
        writeFileSync(path, `${"x".repeat(100)}\n`.repeat(10_000));
        appendFileSync(path, "end\n");
        assert.deepEqual((await lastLines(path, 2)).at(-1), "end");
    });

    it("are emptied when they grow too long", async () => {
        writeFileSync(path, "short\n");
        await limitLog(path);
        assert.equal(statSync(path).size, 6);
        truncateSync(path, 21 * 1024 * 1024);
        await limitLog(path);
        assert.equal(statSync(path).size, 0);
    });
});

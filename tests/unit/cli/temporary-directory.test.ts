import assert from "node:assert/strict";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryDirectory } from "../../../cli/engine/temporary-directory";

/** No process has this id: it is above the highest that Linux gives. */
const DEAD = 4_194_305;

describe("The temporary folder of a preview", () => {
    const previous = process.env.TMPDIR;
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-temporary-"));
        process.env.TMPDIR = folder;
    });
    afterEach(() => {
        if (previous === undefined) {
            delete process.env.TMPDIR;
        } else {
            process.env.TMPDIR = previous;
        }
        rmSync(folder, { recursive: true, force: true });
    });

    it("takes away what a killed run of this user left", async () => {
        const left = leftover("aaa");
        await temporaryDirectory();
        assert.equal(existsSync(left), false);
    });

    it("leaves alone what another user left, or what cannot be removed, and is made all the same", async () => {
        const left = leftover("bbb");
        // Only root can give a file away; anybody else can close a folder, which stops himself.
        if (process.getuid?.() === 0) {
            chownSync(left, 65_534, 65_534);
        } else {
            chmodSync(left, 0o500);
        }
        try {
            assert.equal(existsSync(await temporaryDirectory()), true);
            assert.equal(existsSync(join(left, "project")), true);
        } finally {
            chmodSync(left, 0o700);
        }
    });

    function leftover(suffix: string): string {
        const left = join(folder, `eks-platform-preview-${DEAD}-${suffix}`);
        mkdirSync(left);
        writeFileSync(join(left, "project"), "");
        return left;
    }
});

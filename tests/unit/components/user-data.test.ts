import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userData } from "../../../components/cluster/user-data";

describe("The user data of nodes", () => {
    it("is none without a module to deny", () => {
        assert.equal(userData("bottlerocket", []), undefined);
        assert.equal(userData("al2023", []), undefined);
    });

    it("forbids Bottlerocket each module by a setting of its own", () => {
        assert.equal(
            userData("bottlerocket", ["udf", "nf-x"]),
            '[settings.kernel.modules."udf"]\nallowed = false\n\n[settings.kernel.modules."nf-x"]\nallowed = false\n',
        );
    });

    it("is a script in a MIME document for AL2023, which writes what modprobe reads", () => {
        const folder = mkdtempSync(join(tmpdir(), "user-data-"));
        const script = (userData("al2023", ["udf", "rds"]) ?? "").split("\n\n")[2] ?? "";
        const { status } = spawnSync("bash", ["-s"], {
            input: script.replace("/etc/modprobe.d", folder),
        });
        assert.equal(status, 0);
        assert.equal(
            readFileSync(join(folder, "eks-platform.conf"), "utf8"),
            "install udf /bin/false\ninstall rds /bin/false\n",
        );
        rmSync(folder, { recursive: true });
    });

    it("has one part between its boundaries, as mail readers find it", () => {
        const text = userData("al2023", ["udf"]) ?? "";
        const [, boundary = ""] = /boundary="([^"]+)"/.exec(text) ?? [];
        assert.equal(text.split(`--${boundary}\n`).length, 2);
        assert.ok(text.trimEnd().endsWith(`--${boundary}--`));
    });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findChecksum } from "../../../toolchain/download";
import { projectRoot } from "../../../toolchain/paths";
import { type Machine, TOOLS, type ToolName } from "../../../toolchain/tools";

const LINUX: Machine = { os: "linux", arch: "x64" };
const MAC: Machine = { os: "darwin", arch: "arm64" };

describe("the table of tools", () => {
    it("knows the official releases for Linux", () => {
        const urls = Object.values(TOOLS).map((tool) => tool.release(LINUX)?.url);
        assert.deepEqual(urls, [
            "https://get.pulumi.com/releases/sdk/pulumi-v3.250.0-linux-x64.tar.gz",
            "https://get.helm.sh/helm-v3.19.5-linux-amd64.tar.gz",
            "https://github.com/etcd-io/etcd/releases/download/v3.6.16/etcd-v3.6.16-linux-amd64.tar.gz",
            "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kube-apiserver",
            "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kube-controller-manager",
            "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kube-scheduler",
            undefined,
        ]);
    });

    it("knows which tools have a release for macOS", () => {
        const urls = Object.values(TOOLS).flatMap((tool) => tool.release(MAC)?.url ?? []);
        assert.deepEqual(urls, [
            "https://get.pulumi.com/releases/sdk/pulumi-v3.250.0-darwin-arm64.tar.gz",
            "https://get.helm.sh/helm-v3.19.5-darwin-arm64.tar.gz",
        ]);
    });

    it("offers no release for a machine that none is published for", () => {
        const releases = Object.values(TOOLS).flatMap((tool) => tool.release({ os: "linux", arch: "s390x" }) ?? []);
        assert.deepEqual(releases, []);
    });

    const modules: Record<ToolName, string> = {
        pulumi: "github.com/pulumi/pulumi/pkg/v3",
        helm: "helm.sh/helm/v3",
        etcd: "go.etcd.io/etcd/server/v3",
        "kube-apiserver": "k8s.io/kubernetes",
        "kube-controller-manager": "k8s.io/kubernetes",
        "kube-scheduler": "k8s.io/kubernetes",
        kwok: "sigs.k8s.io/kwok",
    };
    for (const tool of Object.values(TOOLS)) {
        it(`builds ${tool.name} from its Go module at the same version`, () => {
            const folder = join(projectRoot(), "toolchain", "go", tool.source.module);
            const requirements = readFileSync(join(folder, "go.mod"), "utf8").split("\n");
            const required = requirements.map((line) => line.trim().split(" ").slice(0, 2).join(" "));
            assert.ok(required.includes(`${modules[tool.name]} v${tool.version}`));
            assert.ok(tool.source.package.startsWith(modules[tool.name]));
        });
    }
});

describe("findChecksum", () => {
    const checksum = "a".repeat(64);

    it("reads a bare checksum", () => {
        assert.equal(findChecksum(`${checksum}\n`, "kube-apiserver"), checksum);
    });

    it("reads the line of the file, also in binary mode and with a folder", () => {
        const published = `${"b".repeat(64)}  other.tar.gz\n${checksum.toUpperCase()} *dist/helm.tar.gz\n`;
        assert.equal(findChecksum(published, "helm.tar.gz"), checksum);
    });

    it("finds nothing for a file that is not listed, or in a page that is no checksum", () => {
        assert.equal(findChecksum(`${checksum}  helm.tar.gz.asc\n`, "helm.tar.gz"), undefined);
        assert.equal(findChecksum("<html>\n</html>", "helm.tar.gz"), undefined);
    });
});

/** The programs that the platform runs besides Node.js. */
export type ToolName =
    | "pulumi"
    | "helm"
    | "etcd"
    | "kube-apiserver"
    | "kube-controller-manager"
    | "kube-scheduler"
    | "kwok";

/** One tool at its pinned version, and the ways to get it. */
export interface Tool {
    readonly name: ToolName;
    /** Exact version, without a leading `v`. */
    readonly version: string;
    readonly versionArguments: readonly string[];
    /** Finds the version in what the tool prints; its first group is the version without a leading `v`. */
    readonly versionPattern: RegExp;
    /** Accepted on PATH only in a folder of this name. */
    readonly folder?: string;
    /** The official release for a machine, or undefined where there is none, or none with a published checksum. */
    readonly release: (machine: Machine) => Release | undefined;
    readonly source: GoSource;
}

/** Operating system and processor as Node.js names them. */
export interface Machine {
    readonly os: NodeJS.Platform;
    readonly arch: NodeJS.Architecture;
}

/** An official download with its published SHA-256 checksum. */
export interface Release {
    readonly url: string;
    /** Either the bare checksum, or lines of `checksum  file name`. */
    readonly checksumUrl: string;
    /** What to take from a .tar.gz below its first folder: everything, or the tool alone. Absent for a plain binary. */
    readonly archive?: "everything" | "tool";
}

/** How to build a tool with Go. */
export interface GoSource {
    /** Folder below `toolchain/go` with the go.mod and go.sum that pin the tool and all that it is built from. */
    readonly module: string;
    readonly package: string;
    /** Values set by the linker: the version, where the source does not carry it. */
    readonly variables: Readonly<Record<string, string>>;
    /** Seconds that a first build takes on two cores. */
    readonly seconds: number;
}

/** Go older than this cannot build the tools. */
export const OLDEST_GO = "1.26.0";

/** Node.js older than this cannot run the platform. */
export const OLDEST_NODE = "20.19.0";

const KUBERNETES = "1.35.4";
const [kubernetesMajor = "", kubernetesMinor = ""] = KUBERNETES.split(".");

/** Every tool, by name. A new version also needs its go.mod below `toolchain/go` updated. */
export const TOOLS: Readonly<Record<ToolName, Tool>> = {
    // Built from its modules, it runs the policy pack by an analyzer plugin (policy-analyzer.ts). 3.260.0 still looks for one; 3.274.0 and later
    // know the Node.js language host alone, which no Go module offers.
    pulumi: {
        name: "pulumi",
        version: "3.250.0",
        versionArguments: ["version"],
        // The Automation API starts <root>/bin/pulumi.
        folder: "bin",
        versionPattern: /^v(\S+)/,
        // https://www.pulumi.com/docs/iac/download-install/versions/
        release: ({ os, arch }) => {
            const file = `pulumi-v3.250.0-${os}-${arch}.tar.gz`;
            return isCommon({ os, arch })
                ? {
                      url: `https://get.pulumi.com/releases/sdk/${file}`,
                      checksumUrl:
                          "https://github.com/pulumi/pulumi/releases/download/v3.250.0/pulumi-3.250.0-checksums.txt",
                      archive: "everything",
                  }
                : undefined;
        },
        source: {
            module: "pulumi",
            package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
            variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": "v3.250.0" },
            seconds: 220,
        },
    },
    helm: {
        name: "helm",
        version: "3.19.5",
        versionArguments: ["version", "--template", "{{.Version}}"],
        versionPattern: /^v(\S+)/,
        // https://github.com/helm/helm/releases
        release: (machine) => {
            if (!isCommon(machine)) {
                return undefined;
            }
            const url = `https://get.helm.sh/helm-v3.19.5-${machine.os}-${goArch(machine)}.tar.gz`;
            return { url, checksumUrl: `${url}.sha256sum`, archive: "tool" };
        },
        source: {
            module: "kubernetes",
            package: "helm.sh/helm/v3/cmd/helm",
            variables: {
                "helm.sh/helm/v3/internal/version.version": "v3.19.5",
                // The cluster's version where nobody tells it; Helm's own is 1.20, which most charts refuse.
                "helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor": kubernetesMajor,
                "helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor": kubernetesMinor,
                "helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor": kubernetesMajor,
                "helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor": kubernetesMinor,
            },
            seconds: 16,
        },
    },
    etcd: {
        name: "etcd",
        version: "3.6.16",
        versionArguments: ["--version"],
        versionPattern: /^etcd Version: (\S+)/,
        // https://github.com/etcd-io/etcd/releases (for macOS a .zip, so it is built there)
        release: (machine) => {
            if (machine.os !== "linux" || !isCommon(machine)) {
                return undefined;
            }
            const folder = "https://github.com/etcd-io/etcd/releases/download/v3.6.16";
            return {
                url: `${folder}/etcd-v3.6.16-linux-${goArch(machine)}.tar.gz`,
                checksumUrl: `${folder}/SHA256SUMS`,
                archive: "tool",
            };
        },
        source: { module: "kubernetes", package: "go.etcd.io/etcd/server/v3", variables: {}, seconds: 8 },
    },
    "kube-apiserver": kubernetesTool("kube-apiserver", 254),
    "kube-controller-manager": kubernetesTool("kube-controller-manager", 74),
    "kube-scheduler": kubernetesTool("kube-scheduler", 5),
    kwok: {
        name: "kwok",
        version: "0.7.0",
        versionArguments: ["--version"],
        versionPattern: /^kwok version v?(\S+)/,
        // The project publishes binaries without checksums: https://github.com/kubernetes-sigs/kwok/releases
        release: () => undefined,
        source: { module: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok", variables: {}, seconds: 77 },
    },
};

function kubernetesTool(name: ToolName, seconds: number): Tool {
    return {
        name,
        version: KUBERNETES,
        versionArguments: ["--version"],
        versionPattern: /^Kubernetes v(\S+)/,
        // https://kubernetes.io/releases/download/ (servers for Linux only)
        release: (machine) => {
            if (machine.os !== "linux" || !isCommon(machine)) {
                return undefined;
            }
            const url = `https://dl.k8s.io/release/v${KUBERNETES}/bin/linux/${goArch(machine)}/${name}`;
            return { url, checksumUrl: `${url}.sha256` };
        },
        source: {
            module: "kubernetes",
            package: `k8s.io/kubernetes/cmd/${name}`,
            variables: {
                "k8s.io/component-base/version.gitVersion": `v${KUBERNETES}`,
                "k8s.io/component-base/version.gitMajor": kubernetesMajor,
                "k8s.io/component-base/version.gitMinor": kubernetesMinor,
            },
            seconds,
        },
    };
}

function isCommon({ os, arch }: Machine): boolean {
    return (os === "linux" || os === "darwin") && (arch === "x64" || arch === "arm64");
}

function goArch({ arch }: Machine): string {
    return arch === "x64" ? "amd64" : arch;
}

import { type KeyFile, keyFiles } from "../../cli/charts/key-files";
import { type Addon, chartsOf, namespacesOf } from "../../components/addon-kit/addon";
import { ADDONS } from "../../components/addons";
import { inOrder } from "../../components/addons/order";
import { MANAGED_ADDON_LIST } from "../../components/cluster/managed-addons";
import { buildOf } from "../../components/cluster/managed-addons/build-of";
import builds from "../../components/cluster/managed-addons/builds.json";
import { isOptional, type ManagedAddonName } from "../../components/cluster/managed-addons/names";

const INTRODUCTION = [
    "# Add-ons",
    "",
    "Generated from the add-ons' descriptions by `npm run docs`. [Extend](extend.md) says how one is added.",
    "",
    "## In the order of installation",
    "",
    "Each waits for all of earlier phases and for what it needs; a destroy goes the other way.",
    "",
];

/** The reference of all add-ons as Markdown: those from charts, the charts and images for a mirror, and those that EKS manages. */
export function addonsReference(): string {
    const files = keyFiles();
    const addons = inOrder(ADDONS);
    const lines = [
        ...INTRODUCTION,
        "| add-on | phase | namespace | |",
        "|---|---|---|---|",
        ...addons.map((addon) => row([link(addon), addon.phase, code(addon.namespace), addon.title])),
        "",
        ...addons.flatMap(addonText),
        "## For a mirror",
        "",
        "The charts are what [`helm.mirror`](configuration.md#eks-platformhelm) has to hold. Images are those that the charts start themselves; what an operator",
        "starts later, as Calico's does, is in its own documentation.",
        "",
        "| chart | version | repository | images |",
        "|---|---|---|---|",
        ...addons.flatMap(chartsOf).map(({ name, version, repository }) => {
            return row([code(name), version, repository, imagesOf(files.get(name))]);
        }),
        "",
        ...managedText(),
    ];
    return `${lines.join("\n").trimEnd()}\n`;
}

function addonText(addon: Addon): string[] {
    const { name, title, chart, clusters, kubernetes = [], needs = [], refuses = [], section } = addon;
    const facts = [
        ["Chart", `${code(chart.name)} ${chart.version} of ${chart.published}`],
        ["Configuration", `[${section ?? `addons.${name}`}](configuration.md#eks-platform${section ?? "addons"})`],
        ["Clusters", clusters.map(code).join(", ")],
        ["Kubernetes", kubernetes.join(", ")],
        ["Needs", needs.map(code).join(", ")],
        ["Refuses", refuses.map(code).join(", ")],
        ["Namespaces", namespacesOf(addon).map(code).join(", ")],
        ["Pod Security", addon.podSecurity ?? "restricted"],
        ["Before it is removed", beforeRemoval(addon)],
        ...Object.entries(addon.upgradeNotes ?? {}).map(([version, note]) => [`Since ${version}`, note]),
    ];
    const rows = facts.filter(([, text]) => text !== "").map(row);
    return [`### ${name}`, "", title, "", "| | |", "|---|---|", ...rows, ""];
}

/** What `destroy` takes care of is not left to people. */
function beforeRemoval({ drainFirst = "", drains }: Addon): string {
    return drains === undefined
        ? drainFirst
        : `${drainFirst} \`destroy\` deletes them by itself; an \`up\` that removes the add-on alone does not.`;
}

function managedText(): string[] {
    const versions = Object.keys(builds.builds);
    return [
        "## Managed by EKS",
        "",
        `EKS installs these; each version of Kubernetes has builds of its own, which \`${builds.source}\` lists. Where two stand, the first is AWS's`,
        "default and the second the newest that is known; [`eksAddons.builds`](configuration.md#eks-platformeksaddons) chooses, and a stack may pin any other.",
        "",
        row(["add-on", ...versions, ""]),
        row(["---", ...versions.map(() => "---"), "---"]),
        ...MANAGED_ADDON_LIST.map(([name, { title }]) => {
            const kept = isOptional(name) ? "Where it is named in `eksAddons`." : "";
            return row([code(name), ...versions.map((version) => buildsOf(name, version)), `${title} ${kept}`.trim()]);
        }),
        row(["last verified", ...Object.values(builds.lastVerified), readApart()]),
        "",
        "Controllers have the replicas of the stack's footprint, or those that `eksAddons` names, and bear the taint `CriticalAddonsOnly`; other taints are",
        "named in `eksAddons.tolerations`. Volumes and snapshots of EBS get the stack's tags. Access points of EFS get none: the add-on takes none",
        "([aws/containers-roadmap#2755](https://github.com/aws/containers-roadmap/issues/2755)).",
        "",
        "`amazon-cloudwatch-observability` writes into log groups that the stack makes before it, encrypted and kept for `cluster.logRetentionDays`; AWS bills",
        "each metric and each GB. metrics-server comes by its chart: EKS has it as a community add-on, which runs in kube-system, where neither the",
        "guard nor the default deny reach, and which AWS supports no further than its installation.",
    ];
}

function buildsOf(name: ManagedAddonName, version: string): string {
    const found = (["default", "newest"] as const).flatMap((channel) => buildOf(name, version, channel) ?? []);
    return [...new Set(found)].join(", ");
}

function readApart(): string {
    return Object.entries(builds.readApart)
        .map(([name, day]) => `${code(name)}: ${day}`)
        .join(", ");
}

function imagesOf(file: KeyFile | undefined): string {
    return file?.needs?.images.map(code).join(", ") ?? "";
}

function link({ name }: Addon): string {
    return `[${name}](#${name})`;
}

function code(text: string): string {
    return `\`${text}\``;
}

function row(cells: readonly string[]): string {
    return `| ${cells.join(" | ")} |`;
}

import { finding, textsOf, typeRule } from "../../model/rule";

/** @see https://helm.sh/docs/topics/registries/ */
export const helmRepository = typeRule({
    id: "helm-repository",
    title: "Helm charts come from allowed repositories.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A chart runs what it likes in the cluster, with the rights of whoever installs it.",
    fix: "Mirror the chart, or add its repository to allowedRepositories of this rule.",
    sources: ["CIS EKS 5.1.4"],
    config: {
        allowedRepositories: {
            description: "Addresses, or the beginnings of addresses up to a slash. Empty allows every repository.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
    types: ["kubernetes:helm.sh/v3:Release"],
    *check({ props }, { config }) {
        const allowed = textsOf(config, "allowedRepositories");
        const chart = props.key("chart");
        const repository = props.at("repositoryOpts.repo");
        const source = chart.text?.includes("://") === true ? chart : repository;
        const address = source.text;
        if (allowed.length > 0 && address !== undefined && !allowed.some((prefix) => isBelow(address, prefix))) {
            yield finding(source, `the chart comes from ${source}; allowed: ${allowed.join(", ")}`);
        }
    },
});

/** Whole path segments count, so that https://charts.example.com does not allow https://charts.example.com.evil.io. */
function isBelow(address: string, prefix: string): boolean {
    const base = prefix.replace(/\/+$/, "");
    return address.replace(/\/+$/, "") === base || address.startsWith(`${base}/`);
}

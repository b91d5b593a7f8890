import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import { chartSourceOf } from "../../model/chart-source";
import { finding, textsOf, typeRule } from "../../model/rule";

/** @see https://helm.sh/docs/topics/registries/ */
export const helmRepository = typeRule({
    id: "helm-repository",
    title: "Helm charts come from allowed repositories, which the release names by their address.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "A chart runs what it likes in the cluster, with the rights of whoever installs it. The alias of a repository " +
        "(bitnami/nginx) is looked up in the Helm settings of the machine that runs the update, and means another " +
        "repository, or none, on the next.",
    fix:
        "Name the address of the repository in repositoryOpts.repo; mirror the chart, or add its repository to " +
        "allowedRepositories of this rule.",
    sources: ["CIS EKS 5.1.4"],
    config: {
        allowedRepositories: {
            description: "Addresses, or the beginnings of addresses up to a slash. Empty allows every repository.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
    types: [HELM_RELEASE],
    *check({ props }, { config }) {
        const [chart, repository] = [props.key("chart"), props.at("repositoryOpts.repo")];
        const source = chartSourceOf(props);
        if (source === undefined || source.kind === "path" || source.kind === "name") {
            return;
        }
        const allowed = textsOf(config, "allowedRepositories");
        if (source.kind === "alias") {
            const alias = source.chart.slice(0, source.chart.indexOf("/"));
            const at = chart.text?.includes("/") === true ? chart : repository;
            yield finding(
                at,
                `${alias} is no address of a repository, and ${source.chart} is no chart on this machine`,
            );
            return;
        }
        const at = source.kind === "repository" ? repository : chart;
        const address = source.repository ?? source.chart;
        if (allowed.length > 0 && !allowed.some((prefix) => isBelow(address, prefix))) {
            yield finding(at, `the chart comes from ${at}; allowed: ${allowed.join(", ")}`);
        }
    },
});

/** Whole path segments count, so that https://charts.example.com does not allow https://charts.example.com.evil.io. */
function isBelow(address: string, prefix: string): boolean {
    const base = prefix.replace(/\/+$/, "");
    return address.replace(/\/+$/, "") === base || address.startsWith(`${base}/`);
}

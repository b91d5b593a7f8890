import { valid } from "semver";
import type { ChartSource } from "../../../core/chart-source";
import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import { chartSourceOf } from "../../model/chart-source";
import { finding, typeRule } from "../../model/rule";

/** @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/ */
export const helmChartPinned = typeRule({
    id: "helm-chart-pinned",
    title: "Helm releases name the exact version of their chart.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "Without a version an update installs whatever the repository holds that day. A chart that is a folder or an " +
        "archive on this machine is what it is, and the address of an archive is exact where its name ends in a version.",
    fix: "Set version to a full one such as 3.13.0, without ranges; name the version in the address of an archive.",
    sources: [],
    types: [HELM_RELEASE],
    *check({ props }) {
        const [chart, version] = [props.key("chart"), props.key("version")];
        const isFull = version.present && valid(version.text ?? "") !== null;
        if (isFull && chart.text?.includes("://") !== true) {
            return;
        }
        const source = chartSourceOf(props);
        if (source?.kind === "archive" && !isExact(source)) {
            yield finding(chart, `the address ${chart} names no full version`);
        } else if (version.absent && !chart.isUnknown && (source === undefined || isOpen(source))) {
            yield finding(version, "version is not set, which means the newest");
        } else if (version.present && !isFull && (source === undefined || isOpen(source))) {
            yield finding(version, `version is ${version}, which is no full version`);
        }
    },
});

/** True where Helm chooses among the versions of a chart. */
function isOpen(source: ChartSource): boolean {
    return source.kind !== "path" && source.kind !== "archive" && !isExact(source);
}

/** True for the address of an archive and the reference of a registry that tell one version, or one content. */
function isExact({ kind, chart }: ChartSource): boolean {
    const text =
        kind === "archive" ? /-(v?\d+\.[^/?#]+?)\.(?:tgz|tar\.gz)(?:[?#].*)?$/.exec(chart) : /:([^/:@]+)$/.exec(chart);
    return (text?.[1] !== undefined && valid(text[1]) !== null) || (kind === "registry" && DIGEST.test(chart));
}

const DIGEST = /@sha256:[0-9a-f]{64}$/;

import { valid } from "semver";
import { finding, typeRule } from "../../model/rule";

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/ */
export const helmChartPinned = typeRule({
    id: "helm-chart-pinned",
    title: "Helm releases name the exact version of their chart.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without a version an update installs whatever the repository holds that day.",
    fix: "Set version to a full one such as 3.13.0, without ranges.",
    sources: [],
    types: [RELEASE],
    *check({ props }) {
        const version = props.key("version");
        const isLocal = /^\.{0,2}\/|\.tgz$/.test(props.key("chart").text ?? "");
        if (version.absent && !isLocal) {
            yield finding(version, "version is not set, which means the newest");
        } else if (version.present && valid(version.text ?? "") === null) {
            yield finding(version, `version is ${version}, which is no full version`);
        }
    },
});

import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const release = resource(RELEASE, {
    chart: "metrics-server",
    version: "3.13.0",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server" },
    atomic: true,
    cleanupOnFail: true,
});
/** Charts of this machine. */
const LOCAL = ["./web", "../charts/web", "/srv/charts/web"];

/** Breaches of the rules over Helm releases. */
export const HELM_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "helm-chart-pinned",
        // An alias is looked up on the machine.
        also: ["helm-repository"],
        resource: release,
        dependsOn: ["chart"],
        breaches: [
            breach("no version", "version", undefined),
            breach("a range", "version", "^3.13.0"),
            breach("half a version", "version", "3.13"),
        ],
        accepted: [...LOCAL, "oci://example.com/web:3.13.0", `oci://example.com/web@sha256:${"0".repeat(64)}`].map(
            (chart) => breach(`${chart} without a version`, "", { chart }),
        ),
    },
    {
        rule: "helm-chart-pinned",
        also: ["helm-repository"],
        resource: resource(RELEASE, { chart: "https://example.com/web-3.13.0.tgz", atomic: true, cleanupOnFail: true }),
        dependsOn: ["chart"],
        breaches: [
            breach("an address without a version", "chart", "https://example.com/web.tgz"),
            ...["bitnami/web", "charts/web.tgz", "oci://example.com/web", "oci://example.com/web:latest"].map((chart) =>
                breach(`${chart} without a version`, "chart", chart, "version"),
            ),
        ],
    },
    {
        rule: "helm-repository",
        config: { allowedRepositories: ["https://kubernetes-sigs.github.io", "oci://public.ecr.aws/"] },
        resource: release,
        dependsOn: ["chart", "repositoryOpts.repo"],
        breaches: [
            breach("another repository", "repositoryOpts.repo", "https://charts.example.com"),
            breach("a look-alike", "repositoryOpts.repo", "https://kubernetes-sigs.github.io.evil.io/x"),
            breach("a chart of another registry", "chart", "oci://registry.evil.io/metrics-server"),
            breach("the alias of a repository", "repositoryOpts.repo", "metrics"),
        ],
        accepted: [
            breach("a chart of the registry", "chart", "oci://public.ecr.aws/karpenter/karpenter"),
            ...LOCAL.map((chart) => breach(chart, "", { chart })),
        ],
    },
    {
        rule: "helm-repository",
        resource: resource(RELEASE, { chart: "./charts/web", version: "3.13.0", atomic: true, cleanupOnFail: true }),
        dependsOn: ["chart", "repositoryOpts.repo"],
        breaches: [breach("an alias, whatever is allowed", "chart", "bitnami/nginx")],
    },
    {
        rule: "helm-atomic",
        resource: release,
        breaches: [breach("not atomic", "atomic", false), breach("no clean-up", "cleanupOnFail", undefined)],
    },
    ...[
        ["helm-create-namespace", "createNamespace"],
        ["helm-skip-crds", "skipCrds"],
    ].map(([rule = "", field = ""]) => ({
        rule,
        resource: resource("kubernetes:helm.sh/v3:Release", { chart: "metrics-server", version: "3.13.0" }),
        breaches: [breach(field, field, true)],
        accepted: [breach("false", field, false)],
    })),
];

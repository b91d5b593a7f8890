import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const release = resource("kubernetes:helm.sh/v3:Release", {
    chart: "metrics-server",
    version: "3.13.0",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server" },
    atomic: true,
    cleanupOnFail: true,
});

/** Breaches of the rules over Helm releases. */
export const HELM_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "helm-chart-pinned",
        resource: release,
        dependsOn: ["chart"],
        breaches: [
            breach("no version", "version", undefined),
            breach("a range", "version", "^3.13.0"),
            breach("half a version", "version", "3.13"),
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
        ],
        accepted: [breach("a chart of the registry", "chart", "oci://public.ecr.aws/karpenter/karpenter")],
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

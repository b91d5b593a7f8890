import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/secrets-good-practices/ */
export const secretFromEnvironment = podRule({
    id: "secret-from-environment",
    title: "Programs read Secrets from files, not from environment variables.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "Every child process, crash report and debug page has the environment; a file also follows a rotation.",
    fix: "Mount the Secret as a volume, or by the Secrets Store CSI driver.",
    sources: ["CIS EKS 4.4.1", "CKV_K8S_35", "kube-linter read-secret-from-env-var"],
    *check(pod) {
        for (const container of pod.containers) {
            const references = [
                ...container.at("env").items.map((variable) => variable.at("valueFrom.secretKeyRef")),
                ...container.at("envFrom").items.map((source) => source.key("secretRef")),
            ];
            for (const reference of references.filter(({ present }) => present)) {
                yield finding(reference, `${container.label} gets a Secret in its environment`);
            }
        }
    },
});

import { finding, podRule } from "../../model/rule";
import { secretIn } from "../../model/secrets/texts";

/** @see https://kubernetes.io/docs/concepts/security/secrets-good-practices/ */
export const secretInEnvironment = podRule({
    id: "secret-in-environment",
    title: "Environment variables hold no literal secret.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "Who may read the workload reads the secret, and so does every tool that stores manifests.",
    fix: "Put the value in a Secret and refer to it by valueFrom.secretKeyRef, or mount it as a file.",
    sources: ["CKV_K8S_35", "C-0012"],
    *check(pod) {
        for (const container of pod.containers) {
            for (const variable of container.at("env").items) {
                const value = variable.key("value");
                const name = variable.key("name");
                const reason = secretIn(name.isUnknown ? "" : (name.text ?? ""), value.text ?? "");
                if (reason !== undefined) {
                    yield finding(value, `${container.label}: the variable ${name} ${reason}`);
                }
            }
        }
    },
});

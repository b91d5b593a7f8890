import { finding, podRule } from "../../model/rule";
import { accessKeyIds } from "../../model/secrets/names";
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
            const variables = container.at("env").items.map((variable) => {
                const name = variable.key("name");
                return { name, text: name.isUnknown ? "" : (name.text ?? ""), value: variable.key("value") };
            });
            const ids = accessKeyIds(variables.map(({ text }) => text));
            for (const { name, text, value } of variables) {
                const reason = secretIn(ids.has(text) ? "" : text, value.text ?? "");
                if (reason !== undefined) {
                    yield finding(value, `${container.label}: the variable ${name} ${reason}`);
                }
            }
        }
    },
});

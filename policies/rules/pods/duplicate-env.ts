import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export const duplicateEnv = podRule({
    id: "duplicate-env",
    title: "A container defines each environment variable once.",
    severity: "low",
    category: "reliability",
    level: "mandatory",
    rationale: "The last definition wins, and server-side apply refuses the list.",
    fix: "Remove one of the definitions.",
    sources: ["kube-linter duplicate-env-var", "kube-score"],
    *check(pod) {
        for (const container of pod.containers) {
            const names = container.at("env").items.map((variable) => variable.key("name"));
            for (const [index, name] of names.entries()) {
                const text = name.isUnknown ? undefined : name.text;
                const earlier = names.slice(0, index).some((other) => !other.isUnknown && other.text === text);
                if (text !== undefined && earlier) {
                    yield finding(name, `${container.label} defines ${text} more than once`);
                }
            }
        }
    },
});

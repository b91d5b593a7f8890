import { finding, kindRule } from "../../model/rule";

const TYPE = "kubernetes.io/service-account-token";

/** @see https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets */
export const serviceAccountTokenSecret = kindRule({
    id: "service-account-token-secret",
    title: "No Secret holds a ServiceAccount token that never expires.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Such a token works from anywhere until somebody deletes the Secret.",
    fix: "Use the token that the kubelet mounts and rotates, or ask for a short one by the TokenRequest API.",
    sources: ["kyverno deny-secret-service-account-token-type"],
    kinds: ["Secret"],
    *check({ props }) {
        const type = props.key("type");
        if (type.text === TYPE) {
            yield finding(type, `the Secret is of type ${TYPE}`);
        }
    },
});

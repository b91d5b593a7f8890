import { textsOf } from "../../model/rule";
import { ENFORCE, namespacePodSecurity } from "../../rules/namespaces/namespace-pod-security";
import { celEntry, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const namespacePodSecurityCheck = kindCheck({
    rule: namespacePodSecurity,
    reads: ["metadata.labels"],
    findings: (config) => {
        const level = celEntry("variables.labels", ENFORCE);
        const privileged = celTexts(textsOf(config, "privilegedNamespaces"));
        const isPrivileged = `(${level} == "privileged" && object.metadata.name in ${privileged})`;
        const version = celEntry("variables.labels", `${ENFORCE}-version`);
        return (
            when(
                `!(${level} in ${celTexts(textsOf(config, "levels"))}) && !${isPrivileged}`,
                `"the namespace enforces " + (${level} == "" ? "no level" : strings.quote(${level}))`,
            ) +
            ` + ${when(`!(${version}.matches("^(|latest|v1\\\\.[0-9]+)$"))`, `"the version is " + strings.quote(${version})`)}`
        );
    },
});

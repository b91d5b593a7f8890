import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

/** Breaches of the rules over namespaces. */
export const NAMESPACES_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "namespace-pod-security",
        resource: object("v1", "Namespace", {
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
        }),
        breaches: [
            breach("no level", "metadata.labels", undefined, 'metadata.labels["pod-security.kubernetes.io/enforce"]'),
            breach("the privileged level", 'metadata.labels["pod-security.kubernetes.io/enforce"]', "privileged"),
            breach("a level that is none", 'metadata.labels["pod-security.kubernetes.io/enforce"]', "strict"),
            ...["1.36", "v1", "newest"].map((version) =>
                breach(
                    `${version}, which is no version`,
                    'metadata.labels["pod-security.kubernetes.io/enforce-version"]',
                    version,
                ),
            ),
        ],
    },
];

import { resourceRule } from "../../model/rule";

const GUARDED = /securityContext|^(spec|ingress|policy|encrypted|encryptionConfig|vpcConfig|assumeRolePolicy)$/;

/** @see https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/ */
export const ignoredSecurity = resourceRule({
    id: "ignored-security",
    title: "Pulumi does not ignore changes of security settings.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "What Pulumi ignores, anyone may change in the cluster or the account, and nothing puts it back.",
    fix: "Name narrower paths in ignoreChanges.",
    sources: [],
    *check({ options }) {
        for (const path of options.ignoreChanges ?? []) {
            if (GUARDED.test(path)) {
                yield { path, message: `ignoreChanges names ${path}` };
            }
        }
    },
});

import { AGENT_NAMESPACES } from "../../model/identity";
import { finding, kindRule, type RuleConfig, textsOf } from "../../model/rule";

const VERSION = /^(latest|v1\.\d+)$/;
export const ENFORCE = "pod-security.kubernetes.io/enforce";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/ */
export const namespacePodSecurity = kindRule({
    id: "namespace-pod-security",
    title: "Namespaces enforce a Pod Security level.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without the label the API server admits every pod, whatever this pack has seen.",
    fix: `Set the label ${ENFORCE} to restricted, or to baseline where a workload needs it.`,
    sources: ["CIS EKS 4.2.1", "kyverno psa", "C-0192"],
    config: {
        levels: {
            description: "Levels that are accepted.",
            type: "array",
            items: { type: "string", enum: ["privileged", "baseline", "restricted"] },
            default: ["baseline", "restricted"],
        },
        privilegedNamespaces: {
            description: "Namespaces of system agents, which may enforce the privileged level.",
            type: "array",
            items: { type: "string" },
            default: AGENT_NAMESPACES,
        },
    },
    kinds: ["Namespace"],
    *check({ props, name }, { config }) {
        const level = props.at("metadata.labels").key(ENFORCE);
        const levels = acceptedLevels(name, config);
        if (level.outside(...levels)) {
            const enforced = level.absent ? "no level" : `${level}`;
            yield finding(level, `the namespace enforces ${enforced}; allowed: ${levels.join(", ")}`);
        }
        const version = props.at("metadata.labels").key(`${ENFORCE}-version`);
        if (version.present && !VERSION.test(version.text ?? "")) {
            yield finding(version, `the version is ${version}; allowed: "latest", or "v1.<minor>"`);
        }
    },
    *remediate({ props, name }, { config, clusterVersion }) {
        const labels = props.at("metadata.labels");
        const [level, version] = [labels.key(ENFORCE), labels.key(`${ENFORCE}-version`)];
        const levels = acceptedLevels(name, config);
        const strictest = ["restricted", "baseline", "privileged"].find((candidate) => levels.includes(candidate));
        const isAmended = strictest !== undefined && level.outside(...levels);
        if (isAmended) {
            yield { at: level, to: strictest };
        }
        if ((isAmended && version.absent) || (version.present && !VERSION.test(version.text ?? ""))) {
            yield { at: version, to: clusterVersion === undefined ? "latest" : `v${clusterVersion}` };
        }
    },
});

function acceptedLevels(namespace: string | undefined, config: RuleConfig): readonly string[] {
    const isSystem = textsOf(config, "privilegedNamespaces").includes(namespace ?? "");
    return [...textsOf(config, "levels"), ...(isSystem ? ["privileged"] : [])];
}

import { podSecurityRule, windowsPods } from "../../model/pod-security";
import { finding } from "../../model/rule";
import type { Value } from "../../model/value";

const ADDABLE = "NET_BIND_SERVICE";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaCapabilitiesRestricted = podSecurityRule({
    check: "capabilities_restricted",
    profile: "restricted",
    since: 22,
    title: "Containers drop ALL capabilities and add none but NET_BIND_SERVICE.",
    severity: "medium",
    rationale: "Each capability that a process keeps is one that an intruder gets.",
    fix: 'Set securityContext.capabilities.drop to ["ALL"], in capitals, and add nothing but NET_BIND_SERVICE.',
    sources: ["PSS restricted", "CKV_K8S_28", "CKV_K8S_36", "CKV_K8S_37", "KSV-0003", "KSV-0106", "C-0046"],
    exempt: windowsPods,
    *judge(pod) {
        for (const container of pod.containers) {
            const drop = container.security("capabilities.drop");
            if (lacksAll(drop)) {
                const names = drop.texts.join(", ") || "nothing";
                const spelling = /\ball\b/i.test(names) ? ", spelt so" : "";
                yield finding(drop, `${container.label} drops ${names}; required: ALL${spelling}`);
            }
            for (const capability of container.security("capabilities.add").items) {
                if (capability.outside(ADDABLE)) {
                    yield finding(capability, `${container.label} adds ${capability}; allowed: ${ADDABLE}`);
                }
            }
        }
    },
    // What is added stays: the program may need it.
    *remediate(pod) {
        for (const drop of pod.containers.map((container) => container.security("capabilities.drop"))) {
            if (lacksAll(drop)) {
                yield { at: drop, to: [...drop.items.flatMap(({ text }) => text ?? []), "ALL"] };
            }
        }
    },
});

function lacksAll(drop: Value): boolean {
    return !drop.includes("ALL") && (drop.present || drop.absent) && !drop.isIncomplete;
}

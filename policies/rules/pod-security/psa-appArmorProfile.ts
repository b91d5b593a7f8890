import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const ANNOTATION_PREFIX = "container.apparmor.security.beta.kubernetes.io/";
const ALLOWED_TYPES = ["RuntimeDefault", "Localhost"];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaAppArmorProfile = podSecurityRule({
    check: "appArmorProfile",
    profile: "baseline",
    title: "AppArmor stays on: the runtime's profile or one of the node's.",
    severity: "medium",
    rationale: "An unconfined container lacks a layer that stops writes to the kernel's own files.",
    fix: `Remove the profile or set its type to ${ALLOWED_TYPES.join(" or ")}.`,
    sources: ["PSS baseline", "KSV-0002"],
    *judge(pod) {
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.security(""))];
        for (const profile of contexts.map((context) => context.key("appArmorProfile"))) {
            const type = profile.key("type");
            if (profile.present && type.outside(...ALLOWED_TYPES)) {
                yield finding(type, `the AppArmor profile type is ${type}; allowed: ${ALLOWED_TYPES.join(", ")}`);
            }
        }
        for (const [name, annotation] of pod.metadata.key("annotations").entries) {
            if (name.startsWith(ANNOTATION_PREFIX) && annotation.present && !isAllowed(annotation.text)) {
                yield finding(
                    annotation,
                    `the AppArmor profile is ${annotation}; allowed: runtime/default, localhost/*`,
                );
            }
        }
    },
});

function isAllowed(annotation: string | undefined): boolean {
    return annotation === "" || annotation === "runtime/default" || annotation?.startsWith("localhost/") === true;
}

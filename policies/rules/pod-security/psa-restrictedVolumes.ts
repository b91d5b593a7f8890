import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const ALLOWED = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaRestrictedVolumes = podSecurityRule({
    check: "restrictedVolumes",
    profile: "restricted",
    title: "Pods mount only volume types that stay within Kubernetes' own access control.",
    severity: "medium",
    rationale: "Other volume types name storage outside of the cluster, or the node itself, without any check.",
    fix: `Use one of ${ALLOWED.join(", ")}; reach other storage by a CSI driver and a persistentVolumeClaim.`,
    sources: ["PSS restricted", "KSV-0028", "KSV-0121"],
    *judge(pod) {
        for (const volume of pod.spec.key("volumes").items) {
            const types = volume.entries.filter(([field, source]) => field !== "name" && source.present);
            // A volume of no type becomes an emptyDir before admission sees it.
            if (types.length > 0 && !types.some(([field]) => ALLOWED.includes(field))) {
                const names = types.map(([field]) => field).join(", ");
                yield finding(
                    volume,
                    `volume ${volume.key("name")} is of type ${names}; allowed: ${ALLOWED.join(", ")}`,
                );
            }
        }
    },
});

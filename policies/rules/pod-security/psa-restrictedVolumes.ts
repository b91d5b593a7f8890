import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";
import type { Value } from "../../model/value";

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
            const sources = volume.entries.filter(([field]) => field !== "name");
            const others = sources.filter(([field, source]) => !ALLOWED.includes(field) && source.present);
            // A volume of no type becomes an emptyDir before admission sees it.
            if (others.length > 0 && !sources.some(mayBeAllowed)) {
                const names = others.map(([field]) => field).join(", ");
                yield finding(
                    volume,
                    `${volumeLabel(volume.key("name"))} is of type ${names}; allowed: ${ALLOWED.join(", ")}`,
                    { about: volume.path },
                );
            }
        }
    },
});

function mayBeAllowed([field, source]: readonly [string, Value]): boolean {
    return ALLOWED.includes(field) && (source.present || source.isUnknown);
}

function volumeLabel(name: Value): string {
    return name.isStated ? `volume ${name}` : "a volume without name";
}

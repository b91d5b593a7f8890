import { podSecurityRule, userNamespacePods } from "../../model/pod-security";
import { unmaskedProcMounts } from "../../model/proc-mounts";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaProcMount = podSecurityRule({
    check: "procMount",
    profile: "baseline",
    overriddenSince: 35,
    title: "Containers outside a user namespace see /proc masked.",
    severity: "medium",
    rationale: "An unmasked /proc shows and changes the node's kernel settings.",
    fix: "Remove securityContext.procMount, or set hostUsers to false (allowed since 1.35).",
    sources: ["PSS baseline", "KSV-0027"],
    exempt: userNamespacePods,
    judge: unmaskedProcMounts,
});

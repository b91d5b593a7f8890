import { podSecurityRule } from "../../model/pod-security";
import { unmaskedProcMounts } from "../../model/proc-mounts";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaProcMountRestricted = podSecurityRule({
    check: "procMount_restricted",
    profile: "restricted",
    since: 35,
    title: "Containers see /proc masked, in a user namespace too.",
    severity: "medium",
    rationale: "An unmasked /proc shows and changes kernel settings; restricted workloads have no need of it.",
    fix: "Remove securityContext.procMount or set it to Default.",
    sources: ["PSS restricted", "KSV-0027"],
    judge: unmaskedProcMounts,
});

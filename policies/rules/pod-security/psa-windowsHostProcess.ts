import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaWindowsHostProcess = podSecurityRule({
    check: "windowsHostProcess",
    profile: "baseline",
    title: "Windows pods do not run as processes of their node.",
    severity: "critical",
    rationale: "A HostProcess container has full access to the Windows node.",
    fix: "Remove windowsOptions.hostProcess or set it to false.",
    sources: ["PSS baseline", "KSV-0103"],
    *judge(pod) {
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.security(""))];
        for (const hostProcess of contexts.map((context) => context.at("windowsOptions.hostProcess"))) {
            if (hostProcess.outside(undefined, false)) {
                yield finding(hostProcess, `hostProcess is ${hostProcess}; allowed: false`);
            }
        }
    },
});

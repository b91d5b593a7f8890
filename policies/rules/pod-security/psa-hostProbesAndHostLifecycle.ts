import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const HANDLERS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaHostProbesAndHostLifecycle = podSecurityRule({
    check: "hostProbesAndHostLifecycle",
    profile: "baseline",
    since: 34,
    title: "Probes and lifecycle handlers call their own pod and no other host.",
    severity: "medium",
    rationale: "The kubelet makes the call, so a host in a probe reaches whatever the node reaches (request forgery).",
    fix: "Remove host from the probe or handler: without it the kubelet calls the pod itself.",
    sources: ["PSS baseline"],
    *judge(pod) {
        for (const container of pod.containers) {
            for (const handler of HANDLERS) {
                for (const action of ["httpGet", "tcpSocket"]) {
                    const host = container.at(`${handler}.${action}.host`);
                    if (host.outside(undefined, "")) {
                        yield finding(host, `${container.label} calls the host ${host}; allowed: none`);
                    }
                }
            }
        }
    },
});

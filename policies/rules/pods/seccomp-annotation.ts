import { finding, podRule } from "../../model/rule";

export const ANNOTATION =
    /^(seccomp\.security\.alpha\.kubernetes\.io\/pod$|container\.seccomp\.security\.alpha\.kubernetes\.io\/)/;

/** @see https://kubernetes.io/docs/tutorials/security/seccomp/ */
export const seccompAnnotation = podRule({
    id: "seccomp-annotation",
    title: "Seccomp profiles are set by fields, not by annotations.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "The annotations have no effect since Kubernetes 1.27: the pod runs without the profile.",
    fix: "Set securityContext.seccompProfile and remove the annotation.",
    sources: ["CKV_K8S_31", "KSV-0030"],
    *check(pod) {
        for (const [name, annotation] of pod.metadata.key("annotations").entries) {
            if (ANNOTATION.test(name)) {
                yield finding(annotation, "the annotation has no effect since Kubernetes 1.27");
            }
        }
    },
});

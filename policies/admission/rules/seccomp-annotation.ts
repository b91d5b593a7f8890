import { ANNOTATION, seccompAnnotation } from "../../rules/pods/seccomp-annotation";
import { celPattern } from "../cel";
import { podCheck } from "../check";
import { podAnnotationsOf } from "../pod-spec";

export const seccompAnnotationCheck = podCheck({
    rule: seccompAnnotation,
    reads: podAnnotationsOf,
    findings: () =>
        `variables.podAnnotations.filter(a, a.matches(${celPattern(ANNOTATION)}))` +
        `.map(a, "the annotation " + strings.quote(a) + " has no effect")`,
});

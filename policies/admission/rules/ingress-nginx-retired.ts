import { ingressNginxRetired, RETIRED_CONTROLLER, RETIRED_IMAGE } from "../../rules/ingress/ingress-nginx-retired";
import { celPattern, celText, when } from "../cel";
import { type AdmissionCheck, podCheck } from "../check";

const workloads = podCheck({
    rule: ingressNginxRetired,
    findings: () =>
        `dyn(object).?spec.?template.?spec.?containers.orValue([])` +
        `.filter(c, c.?image.orValue("").matches(${celPattern(RETIRED_IMAGE)})).map(c, "the container runs " + c.image) + ` +
        when(
            `dyn(object).?spec.?controller.orValue("") == ${celText(RETIRED_CONTROLLER)}`,
            celText(`the class is served by ${RETIRED_CONTROLLER}`),
        ),
});

/** The class of the controller, and the workload that runs it. */
export const ingressNginxRetiredCheck: AdmissionCheck = {
    ...workloads,
    about: "ingress-controllers",
    targets: [...workloads.targets, { group: "networking.k8s.io", resources: ["ingressclasses"] }],
    reads: (object) => `[dyn(${object}).?spec.?template.?spec.?containers, dyn(${object}).?spec.?controller]`,
};

import { deprecatedApi } from "../../rules/workloads/deprecated-api";
import { celText } from "../cel";
import { type AdmissionCheck, kindCheck } from "../check";

/** Every version of Kubernetes that EKS serves has EndpointSlices; a ComponentStatus cannot be created. */
export const deprecatedApiCheck: AdmissionCheck = {
    ...kindCheck({
        rule: deprecatedApi,
        reads: ["kind"],
        findings: () => `[${celText("Endpoints is deprecated; use EndpointSlice")}]`,
    }),
    about: "endpoints",
    targets: [{ group: "", resources: ["endpoints"] }],
};

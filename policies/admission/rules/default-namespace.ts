import { textsOf } from "../../model/rule";
import { defaultNamespace } from "../../rules/workloads/default-namespace";
import type { AdmissionCheck } from "../check";

/** What the control plane keeps there, and questions that are no objects. */
const LEFT_ALONE = [
    { group: "", resources: ["endpoints", "events", "namespaces"] },
    { group: "events.k8s.io", resources: ["events"] },
    { group: "discovery.k8s.io", resources: ["endpointslices"] },
    { group: "coordination.k8s.io", resources: ["leases"] },
    { group: "authorization.k8s.io", resources: ["*"] },
];

/** Everything that is put in these namespaces; an object never leaves its own, so that updates need no judging. */
export const defaultNamespaceCheck: AdmissionCheck = {
    rule: defaultNamespace,
    about: "default-namespaces",
    targets: [{ group: "*", resources: ["*"], scope: "Namespaced" }],
    exclude: LEFT_ALONE,
    namespaces: (config) => textsOf(config, "namespaces"),
    reads: (object) => `dyn(${object}).metadata.?namespace`,
    findings: () => `["the object is in the namespace " + request.namespace]`,
};

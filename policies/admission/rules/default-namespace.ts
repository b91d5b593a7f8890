import { textsOf } from "../../model/rule";
import { defaultNamespace, MADE_BY_KUBERNETES } from "../../rules/workloads/default-namespace";
import { celTexts, when } from "../cel";
import type { AdmissionCheck } from "../check";

/** What the control plane keeps there, what guards the namespace, and questions that are no objects. */
const LEFT_ALONE = [
    { group: "", resources: ["endpoints", "events", "namespaces", "resourcequotas", "limitranges"] },
    { group: "events.k8s.io", resources: ["events"] },
    { group: "discovery.k8s.io", resources: ["endpointslices"] },
    { group: "coordination.k8s.io", resources: ["leases"] },
    { group: "authorization.k8s.io", resources: ["*"] },
    { group: "networking.k8s.io", resources: ["networkpolicies"] },
];

/** Everything that is put in these namespaces; an object never leaves its own, so that updates need no judging. */
export const defaultNamespaceCheck: AdmissionCheck = {
    rule: defaultNamespace,
    about: "default-namespaces",
    targets: [{ group: "*", resources: ["*"], scope: "Namespaced" }],
    exclude: LEFT_ALONE,
    namespaces: (config) => textsOf(config, "namespaces"),
    reads: (object) => `dyn(${object}).metadata.?namespace`,
    findings: () =>
        when(
            `!((dyn(object).kind + "/" + dyn(object).metadata.?name.orValue("")) in ${celTexts(MADE_BY_KUBERNETES)})`,
            `"the object is in the namespace " + request.namespace`,
        ),
};

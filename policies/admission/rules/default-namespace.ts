import { textsOf } from "../../model/rule";
import { defaultNamespace, MADE_BY_KUBERNETES } from "../../rules/workloads/default-namespace";
import { celPath, celTexts, when } from "../cel";
import type { AdmissionCheck } from "../check";

/** What the control plane keeps there, what guards the namespace, Roles, which open it to others, and questions that are no objects. */
const LEFT_ALONE = [
    { group: "", resources: ["endpoints", "events", "namespaces", "resourcequotas", "limitranges"] },
    { group: "events.k8s.io", resources: ["events"] },
    { group: "discovery.k8s.io", resources: ["endpointslices"] },
    { group: "coordination.k8s.io", resources: ["leases"] },
    { group: "authorization.k8s.io", resources: ["*"] },
    { group: "networking.k8s.io", resources: ["networkpolicies"] },
    { group: "rbac.authorization.k8s.io", resources: ["roles"] },
];

const OPENS_TO_OTHERS =
    `dyn(object).kind == "RoleBinding" && dyn(object).?subjects.hasValue() && dyn(object).subjects.size() > 0 && ` +
    `dyn(object).subjects.all(s, !(s.?namespace.orValue("") in ["", request.namespace]))`;

/** Everything that is put in these namespaces; an object never leaves its own, so that updates need judging for their subjects alone. */
export const defaultNamespaceCheck: AdmissionCheck = {
    rule: defaultNamespace,
    about: "default-namespaces",
    targets: [{ group: "*", resources: ["*"], scope: "Namespaced" }],
    exclude: LEFT_ALONE,
    namespaces: (config) => textsOf(config, "namespaces"),
    reads: (object) =>
        `[${["metadata.namespace", "subjects"].map((path) => celPath(`dyn(${object})`, path)).join(", ")}]`,
    findings: () =>
        when(
            `!(${OPENS_TO_OTHERS}) && !((dyn(object).kind + "/" + dyn(object).metadata.?name.orValue("")) in ${celTexts(MADE_BY_KUBERNETES)})`,
            `"the object is in the namespace " + request.namespace`,
        ),
};

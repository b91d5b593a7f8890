import type { Relation } from "../model/relation";
import { companionResource } from "./companion-resource";
import { danglingReference } from "./dangling-reference";
import { disruptionBudget } from "./disruption-budget";
import { namespaceGuardrails } from "./namespace-guardrails";
import { podIdentity } from "./pod-identity";
import { rbacNamedEscalation } from "./rbac-named-escalation";
import { statefulReachability } from "./stateful-reachability";
import { storageClassKeyExists } from "./storage-class-key-exists";
import { uniqueHost } from "./unique-host";

/** Every rule over the whole stack. */
export const RELATIONS: readonly Relation[] = [
    namespaceGuardrails,
    statefulReachability,
    danglingReference,
    disruptionBudget,
    uniqueHost,
    podIdentity,
    storageClassKeyExists,
    rbacNamedEscalation,
    companionResource,
];

import type { ResourceRuleCase } from "../../support/rule-case";
import { HELM_CASES } from "./helm";
import { INGRESS_CASES } from "./ingress";
import { LOAD_BALANCERS_CASES } from "./load-balancers";
import { NAMESPACES_CASES } from "./namespaces";
import { RBAC_CASES } from "./rbac";
import { SECRETS_CASES } from "./secrets";
import { SERVICES_CASES } from "./services";
import { STORAGE_CASES } from "./storage";
import { WORKLOADS_CASES } from "./workloads";

/** Breaches of the rules over Kubernetes objects that are no pods, and over Helm releases. */
export const KUBERNETES_CASES: readonly ResourceRuleCase[] = [
    ...HELM_CASES,
    ...INGRESS_CASES,
    ...LOAD_BALANCERS_CASES,
    ...NAMESPACES_CASES,
    ...RBAC_CASES,
    ...SECRETS_CASES,
    ...SERVICES_CASES,
    ...STORAGE_CASES,
    ...WORKLOADS_CASES,
];

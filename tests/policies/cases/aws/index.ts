import type { ResourceRuleCase } from "../../support/rule-case";
import { ECR_CASES } from "./ecr";
import { EKS_CASES } from "./eks";
import { IAM_CASES } from "./iam";
import { IAM_TRUST_CASES } from "./iam-trust";
import { KMS_CASES } from "./kms";
import { LOAD_BALANCERS_CASES } from "./load-balancers";
import { NETWORK_CASES } from "./network";
import { NODES_CASES } from "./nodes";
import { RESOURCE_POLICY_CASES } from "./resource-policies";
import { SECURITY_GROUPS_CASES } from "./security-groups";
import { STORAGE_CASES } from "./storage";

/** Breaches of the rules over AWS resources. */
export const AWS_CASES: readonly ResourceRuleCase[] = [
    ...ECR_CASES,
    ...EKS_CASES,
    ...IAM_CASES,
    ...IAM_TRUST_CASES,
    ...KMS_CASES,
    ...LOAD_BALANCERS_CASES,
    ...NETWORK_CASES,
    ...NODES_CASES,
    ...RESOURCE_POLICY_CASES,
    ...SECURITY_GROUPS_CASES,
    ...STORAGE_CASES,
];

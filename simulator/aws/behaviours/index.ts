import { ownValue } from "../../../core/own-value";
import type { AwsBehaviour, AwsBehaviours } from "../behaviour";
import { acmBehaviours } from "./acm";
import { backupBehaviours } from "./backup";
import { cloudwatchBehaviours } from "./cloudwatch";
import { databaseBehaviours } from "./databases";
import { dynamodbBehaviours } from "./dynamodb";
import { ec2Behaviours } from "./ec2";
import { ec2NetworkBehaviours } from "./ec2-network";
import { ec2RoutingBehaviours } from "./ec2-routing";
import { ecrBehaviours } from "./ecr";
import { efsBehaviours } from "./efs";
import { eksBehaviours } from "./eks";
import { guarddutyBehaviours } from "./guardduty";
import { iamBehaviours } from "./iam";
import { kmsBehaviours } from "./kms";
import { lbBehaviours } from "./lb";
import { route53Behaviours } from "./route53";
import { s3Behaviours } from "./s3";
import { secretsmanagerBehaviours } from "./secretsmanager";
import { snsBehaviours } from "./sns";
import { sqsBehaviours } from "./sqs";
import { ssmBehaviours } from "./ssm";
import { wafv2Behaviours } from "./wafv2";

const BEHAVIOURS: AwsBehaviours = {
    ...acmBehaviours,
    ...backupBehaviours,
    ...cloudwatchBehaviours,
    ...databaseBehaviours,
    ...dynamodbBehaviours,
    ...ec2Behaviours,
    ...ec2NetworkBehaviours,
    ...ec2RoutingBehaviours,
    ...ecrBehaviours,
    ...efsBehaviours,
    ...eksBehaviours,
    ...guarddutyBehaviours,
    ...iamBehaviours,
    ...kmsBehaviours,
    ...lbBehaviours,
    ...route53Behaviours,
    ...s3Behaviours,
    ...secretsmanagerBehaviours,
    ...snsBehaviours,
    ...sqsBehaviours,
    ...ssmBehaviours,
    ...wafv2Behaviours,
};

/** The types that have a behaviour. */
export const BEHAVING: readonly string[] = Object.keys(BEHAVIOURS);

/** What a type does; undefined for one of which nothing but the catalog is known. */
export function behaviourOf(type: string): AwsBehaviour | undefined {
    return ownValue(BEHAVIOURS, type);
}

import { ProviderError } from "../../core/engine/errors";
import type { AwsModel, AwsModels } from "./model";
import { accountModels } from "./services/account";
import { cloudwatchModels } from "./services/cloudwatch";
import { dataModels } from "./services/data";
import { domainModels } from "./services/domain";
import { ec2Models } from "./services/ec2";
import { ecrModels } from "./services/ecr";
import { efsModels } from "./services/efs";
import { eksModels } from "./services/eks";
import { iamModels } from "./services/iam";
import { kmsModels } from "./services/kms";
import { messagingModels } from "./services/messaging";
import { networkModels } from "./services/network";
import { routingModels } from "./services/routing";
import { s3Models } from "./services/s3";

/** Every AWS resource type that the simulator knows. */
export const awsModels: AwsModels = {
    ...networkModels,
    ...routingModels,
    ...ec2Models,
    ...eksModels,
    ...iamModels,
    ...kmsModels,
    ...cloudwatchModels,
    ...efsModels,
    ...ecrModels,
    ...s3Models,
    ...messagingModels,
    ...dataModels,
    ...domainModels,
    ...accountModels,
};

/** @throws ProviderError for a type that the simulator does not know */
export function awsModel(type: string): AwsModel {
    const model = Object.hasOwn(awsModels, type) ? awsModels[type] : undefined;
    if (!model) {
        throw new ProviderError(
            `the simulator does not know the resource type ${type}. Describe it in simulator/aws/services/.`,
        );
    }
    return model;
}

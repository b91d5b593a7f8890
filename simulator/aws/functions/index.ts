import { ProviderError } from "../../../core/engine/errors";
import type { PropertyMap } from "../../../core/engine/values";
import type { StoredResource } from "../../world/world";
import type { Place } from "../behaviour";
import { ACCOUNT_FUNCTIONS } from "./account";
import { EKS_FUNCTIONS } from "./eks";
import { NETWORK_FUNCTIONS } from "./network";
import { policyDocument } from "./policy-document";

/** What a function may draw upon. */
export interface FunctionContext extends Place {
    /** The resources of a type that exist. */
    resources(type: string): readonly StoredResource[];
}

/** A data source of the AWS provider. */
export type AwsFunction = (args: PropertyMap, context: FunctionContext) => PropertyMap;

const FUNCTIONS: ReadonlyMap<string, AwsFunction> = new Map(
    Object.entries<AwsFunction>({
        ...ACCOUNT_FUNCTIONS,
        ...NETWORK_FUNCTIONS,
        ...EKS_FUNCTIONS,
        "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
    }),
);

/** @throws ProviderError for a function that the simulator does not know */
export function awsFunction(token: string): AwsFunction {
    const known = FUNCTIONS.get(token);
    if (!known) {
        throw new ProviderError(
            `the simulator does not know the function ${token}. Describe it in simulator/aws/functions/.`,
        );
    }
    return known;
}

import { notFound } from "../../../core/engine/errors";
import { stringAt } from "../../../core/engine/values";
import { callerArn } from "../caller";
import type { AwsFunction } from ".";

/** Public parameters of AWS that platforms read, by the end of their name. */
const PUBLIC_PARAMETERS: readonly (readonly [pattern: RegExp, value: string])[] = [
    [/^\/aws\/service\/eks\/.*\/release_version$/, "1.35.2-20260801"],
    [/^\/aws\/service\/(eks|bottlerocket|ami)/, "ami-0123456789abcdef0"],
];

/** Who and where the caller is, and parameters. */
export const ACCOUNT_FUNCTIONS: Readonly<Record<string, AwsFunction>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": (_, { account, partition }) => ({
        accountId: account,
        arn: callerArn({ account, partition }),
        id: account,
        userId: "AROASIMULATEDEXAMPLE1:simulated",
    }),

    "aws:index/getRegion:getRegion": (_, { region, dnsSuffix }) => ({
        description: region,
        endpoint: `ec2.${region}.${dnsSuffix}`,
        id: region,
        name: region,
        region,
    }),

    "aws:index/getPartition:getPartition": (_, { partition, dnsSuffix }) => ({
        dnsSuffix,
        id: partition,
        partition,
        reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
    }),

    "aws:ssm/getParameter:getParameter": (args, context) => {
        const name = stringAt(args, "name") ?? "";
        const stored = context.resources("aws:ssm/parameter:Parameter").find(({ id }) => id === name);
        const value = stored
            ? stringAt(stored.inputs, "insecureValue")
            : PUBLIC_PARAMETERS.find(([pattern]) => pattern.test(name))?.[1];
        if (value === undefined) {
            throw notFound(
                `ParameterNotFound: the simulator has no value for the SSM parameter ${name}. Add it to simulator/aws/functions/account.ts.`,
            );
        }
        return {
            arn: `arn:${context.partition}:ssm:${context.region}:${context.account}:parameter${name}`,
            id: name,
            insecureValue: value,
            name,
            region: context.region,
            type: "String",
            value,
            version: 1,
        };
    },

    "aws:iam/getRole:getRole": (args, context) => {
        const name = stringAt(args, "name") ?? "";
        const stored = context.resources("aws:iam/role:Role").find(({ id }) => id === name);
        if (!stored) {
            throw notFound(`NoSuchEntity: the simulated account has no role ${name}`);
        }
        return { ...stored.outputs, id: name };
    },

    "aws:kms/getKey:getKey": (args, context) => {
        const wanted = stringAt(args, "keyId") ?? "";
        const stored = context
            .resources("aws:kms/key:Key")
            .find(({ id, outputs }) => id === wanted || outputs.arn === wanted);
        if (!stored) {
            throw notFound(`NotFoundException: the simulated account has no key ${wanted}`);
        }
        return { ...stored.outputs, id: stored.id, enabled: true };
    },
};

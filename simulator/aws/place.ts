import { ProviderError } from "../../core/engine/errors";
import { isList, isMap, type PropertyMap, type PropertyValue, reveal, stringAt } from "../../core/engine/values";
import type { World } from "../world/world";
import type { Place } from "./behaviour";

/** The account that an AWS provider without `allowedAccountIds` is in. */
const ACCOUNT = "123456789012";

/** What an AWS provider's configuration says of where and how it makes resources. */
export interface AwsConfig extends Place {
    /** Tags that the provider puts on every resource that takes tags. */
    readonly defaultTags: PropertyMap;
}

/**
 * Reads the provider's inputs.
 *
 * @param existing the account in which resources exist; a list of allowed accounts moves none of them
 * @throws ProviderError when no region is set: the simulator looks at no environment, so that every run is the same; or when the
 *   account was chosen before and is not allowed any more
 */
export function awsConfig(args: PropertyMap, existing: string | undefined): AwsConfig {
    const region = stringAt(args, "region");
    if (!region) {
        throw new ProviderError("the AWS provider has no region. Set `region` on the provider, for example eu-west-1.");
    }
    const accounts = structured(args.allowedAccountIds);
    const allowed = isList(accounts) ? accounts.filter((account) => typeof account === "string") : [];
    if (existing !== undefined && existing !== ACCOUNT && allowed.length > 0 && !allowed.includes(existing)) {
        throw new ProviderError(
            `AWS account ID not allowed: ${existing}, in which this stack's resources are. allowedAccountIds: ${allowed.join(", ")}.`,
        );
    }
    const account = existing ?? allowed[0] ?? ACCOUNT;
    const defaultTags = structured(args.defaultTags);
    const tags = isMap(defaultTags) ? defaultTags.tags : undefined;
    return { ...place(region, account), defaultTags: isMap(tags) ? tags : {} };
}

/** The account of the AWS resources that exist. */
export function accountOf(world: World): string | undefined {
    for (const { type, outputs } of world.list()) {
        const account = type.startsWith("aws:") ? stringAt(outputs, "arn")?.split(":")[4] : undefined;
        if (account) {
            return account;
        }
    }
    return undefined;
}

/** Where a region lies. */
export function place(region: string, account: string): Place {
    if (region.startsWith("cn-")) {
        return { region, account, partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
    }
    if (region.startsWith("us-gov-")) {
        return { region, account, partition: "aws-us-gov", dnsSuffix: "amazonaws.com" };
    }
    return { region, account, partition: "aws", dnsSuffix: "amazonaws.com" };
}

/** Lists and objects in a provider's inputs travel as JSON text. */
function structured(value: PropertyValue | undefined): PropertyValue | undefined {
    const plain = reveal(value);
    return typeof plain === "string" ? (JSON.parse(plain) as PropertyValue) : plain;
}

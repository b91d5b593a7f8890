import * as z from "zod";
import { awsCli } from "./aws-cli";
import { UserError } from "./errors";

const identitySchema = z.object({ Account: z.string() });

/**
 * The account that the AWS CLI is in.
 *
 * @param allowed the accounts that the stack may be in; none says any
 * @param whence how that is known, in words
 * @throws UserError where it is another
 */
export async function callersAccount(region: string, allowed: readonly string[], whence: string): Promise<string> {
    const { Account: account } = await awsCli(["sts", "get-caller-identity"], region, identitySchema);
    if (allowed.length > 0 && !allowed.includes(account)) {
        throw new UserError(
            `The AWS CLI is in the account ${account}, and the stack is in another (${whence}: ${allowed.join(", ")}). Nothing was done.\n` +
                "Next step: choose that account's credentials, for example by AWS_PROFILE.",
        );
    }
    return account;
}

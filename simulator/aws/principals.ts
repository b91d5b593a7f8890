import { reveal } from "../../core/engine/values";
import type { AwsContext } from "./behaviour";

const ROLE = "aws:iam/role:Role";
const SERVICE_LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

/**
 * The roles and users of this account that a policy names as principals and that do not exist, which AWS refuses. Those of other
 * accounts are believed.
 *
 * @param input that holds the policy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function missingPrincipals(context: AwsContext, input: string): readonly string[] {
    const text = reveal(context.inputs[input]);
    const own = new RegExp(`^arn:[\\w-]+:iam::${context.account}:(?:role|user)/`);
    return typeof text !== "string" || text === ""
        ? []
        : namedIn(JSON.parse(text)).filter((arn) => own.test(arn) && !exists(context, arn));
}

function exists({ lookup }: AwsContext, arn: string): boolean {
    const role = lookup(ROLE, arn.split("/").pop() ?? "");
    return role?.arn === arn || lookup(SERVICE_LINKED_ROLE, arn) !== undefined;
}

function namedIn(policy: { Statement?: unknown }): readonly string[] {
    return [policy.Statement].flat().flatMap((statement) => {
        const { Principal, NotPrincipal } = Object(statement);
        return [Principal, NotPrincipal].flatMap((principal) => [Object(principal).AWS].flat().map(String));
    });
}

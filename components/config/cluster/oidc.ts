import * as z from "zod";
import { dnsLabel } from "../../schema/fields";

/** Kubernetes keeps names that begin so for itself: whoever could name people `system:masters` would own the cluster. */
const prefix = z
    .string()
    .min(1)
    .max(128)
    .regex(/^(?!system:)/, { error: "a prefix that does not start with system:" });

/**
 * An identity provider of people, beside IAM.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 */
export const oidcSchema = z.strictObject({
    name: dnsLabel.default("oidc").describe("Name of the configuration in EKS."),
    issuerUrl: z
        .string()
        .regex(/^https:\/\/[\w.-]+(:\d+)?(\/[\w./-]*)?$/, {
            error: "the https:// URL of the issuer, without a query, as it stands in its tokens, for example https://login.example.com",
        })
        .describe(
            "The issuer. EKS fetches its keys over the internet, and wants a certificate of a public authority; one in the VPC needs `controlPlane.egress: customer-routed`.",
        ),
    clientId: z.string().min(1).describe("The audience of the tokens: the client that people sign in with."),
    usernameClaim: z.string().min(1).default("sub").describe("The claim with the name of the user."),
    usernamePrefix: prefix
        .default("oidc:")
        .describe("What goes before names of users, so that they are nobody else's. `-`: nothing."),
    groupsClaim: z
        .string()
        .min(1)
        .optional()
        .describe("The claim with the user's groups. Default: none, groups are not read."),
    groupsPrefix: prefix
        .default("oidc:")
        .describe("What goes before names of groups: `namespaces.*.team.group` names them with it."),
    requiredClaims: z
        .record(z.string().min(1).max(63), z.string().min(1).max(253))
        .default({})
        .describe("Claims that a token must have, with their values."),
});

import * as z from "zod";

/** One way in which a principal may do something. */
export const grantSchema = z.object({
    allows: z.array(z.string()).describe("What it may do, in words."),
    namespaces: z.array(z.string()).exactOptional().describe("Where. Absent: in the whole cluster."),
    because: z.array(z.string()).describe("The links from the principal to the right, in order."),
});

/** Who may use the Kubernetes API. */
export const principalSchema = z.object({
    id: z
        .string()
        .describe(
            "ARN of an IAM principal; creator; group: and a Kubernetes group that no IAM principal of the stack is in.",
        ),
    kind: z
        .enum(["iam", "creator", "group", "nodes"])
        .describe(
            "creator: the identity that made the cluster; group: people of an OIDC provider, or certificates, whom the stack does not know; nodes: machines that join.",
        ),
    name: z.string().describe("What a reader calls it."),
    trust: z.array(z.string()).describe("Who may become it, where the stack makes the role."),
    grants: z.array(grantSchema),
});

export const accessSchema = z.object({
    principals: z.array(principalSchema),
    undetermined: z.array(z.string()).describe("What could not be told, and why."),
});

export type Grant = z.infer<typeof grantSchema>;
export type Principal = z.infer<typeof principalSchema>;
export type Access = z.infer<typeof accessSchema>;

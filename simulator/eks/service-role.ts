import { createHash } from "node:crypto";
import type { PropertyMap, PropertyValue } from "../../core/engine/values";
import type { Construction } from "./construction";
import type { Registered } from "./monitor";

interface ServiceRoleArgs {
    readonly service: string;
    readonly description?: string;
    /** Names of AWS managed policies. */
    readonly policies: readonly string[];
    readonly actions: readonly string[];
    readonly tags: PropertyValue | undefined;
}

/** A role, and what must be deleted after whatever uses the role. */
export interface ServiceRole {
    readonly role: Registered;
    /** URNs of the role and of the policies attached to it. */
    readonly urns: readonly string[];
}

/** `eks:index:ServiceRole`: a role for an AWS service with managed policies attached. */
export async function serviceRole(
    construction: Construction,
    name: string,
    args: ServiceRoleArgs,
): Promise<ServiceRole> {
    const { monitor, partition } = construction;
    const policies = args.policies.map((policy) => ({
        id: `arn:aws:iam::aws:policy/${policy}`,
        arn: `arn:${partition}:iam::aws:policy/${policy}`,
    }));
    const component = await monitor.component(
        "eks:index:ServiceRole",
        name,
        {
            service: args.service,
            description: args.description,
            managedPolicyArns: policies,
            tags: args.tags,
            assumeRoleActions: args.actions,
        },
        { parent: construction.urn },
    );
    const inputs: PropertyMap = {
        description: args.description,
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Action: args.actions, Effect: "Allow", Principal: { Service: [args.service] } }],
        }),
        tags: args.tags,
    };
    const role = await construction.aws("aws:iam/role:Role", `${name}-role`, inputs, { parent: component.urn });
    const attachments = await Promise.all(
        policies.map(({ id, arn }) =>
            construction.aws(
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                // Hashed like the real component does, so that the names match.
                `${name}-${createHash("sha1").update(id).digest("hex").slice(0, 8)}`,
                { policyArn: arn, role: role.outputs.name },
                { parent: component.urn, dependsOn: [role.urn] },
            ),
        ),
    );
    await monitor.outputs(component.urn, { role: construction.reference(role) });
    return { role, urns: [role.urn, ...attachments.map(({ urn }) => urn)] };
}

import { stringify } from "yaml";
import { isMap, listAt, mapAt, type PropertyMap, type PropertyValue } from "../../core/engine/values";
import { usesAccessEntries, usesConfigMap } from "./arguments";
import type { Construction } from "./construction";
import type { Registered } from "./monitor";

/** Registers who may use the cluster. The URNs are what later resources must wait for. */
export async function access(
    construction: Construction,
    cluster: Registered,
    kubernetesProvider: Registered,
): Promise<readonly string[]> {
    const { args } = construction;
    const entries = usesAccessEntries(args) ? Object.entries(mapAt(args, "accessEntries")) : [];
    const registered = await Promise.all([
        ...entries.map(([key, entry]) => accessEntry(construction, cluster, key, isMap(entry) ? entry : {})),
        ...(usesConfigMap(args) ? [awsAuth(construction, kubernetesProvider)] : []),
    ]);
    return registered.map(({ urn }) => urn);
}

async function accessEntry(
    construction: Construction,
    cluster: Registered,
    key: string,
    entry: PropertyMap,
): Promise<Registered> {
    const { accessPolicies, username, ...inputs } = entry;
    const name = `${construction.name}-${key}`;
    const dependsOn = [cluster.urn, ...construction.dependenciesOf("accessEntries")];
    const clusterName = cluster.outputs.name;
    const registered = await construction.aws(
        "aws:eks/accessEntry:AccessEntry",
        name,
        { ...inputs, clusterName, userName: username },
        { dependsOn },
    );
    const policies = isMap(accessPolicies) ? Object.entries(accessPolicies) : [];
    await Promise.all(
        policies.map(([policy, association]) =>
            construction.aws(
                "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
                `${name}-${policy}`,
                {
                    accessScope: isMap(association) ? association.accessScope : undefined,
                    clusterName,
                    policyArn: isMap(association) ? association.policyArn : undefined,
                    principalArn: entry.principalArn,
                },
                { parent: registered.urn, dependsOn: [...dependsOn, registered.urn] },
            ),
        ),
    );
    return registered;
}

/** The aws-auth ConfigMap of clusters that do not use access entries alone. */
function awsAuth(construction: Construction, provider: Registered): Promise<Registered> {
    const { args, name } = construction;
    return construction.kubernetes(
        "kubernetes:core/v1:ConfigMap",
        `${name}-nodeAccess`,
        {
            apiVersion: "v1",
            data: {
                mapRoles: mappings(args, "roleMappings", ["roleArn", "username", "groups"]),
                ...(args.userMappings !== undefined && {
                    mapUsers: mappings(args, "userMappings", ["userArn", "username", "groups"]),
                }),
            },
            immutable: false,
            kind: "ConfigMap",
            metadata: {
                annotations: { "pulumi.com/patchForce": "true" },
                name: "aws-auth",
                namespace: "kube-system",
            },
        },
        {
            dependsOn: construction.dependenciesOf("roleMappings", "userMappings"),
            provider: `${provider.urn}::${provider.id}`,
        },
    );
}

function mappings(args: PropertyMap, key: string, fields: readonly string[]): PropertyValue {
    const entries = listAt(args, key).filter(isMap);
    return stringify(
        entries.map((entry) => Object.fromEntries(fields.map((field) => [field.toLowerCase(), entry[field]]))),
    );
}

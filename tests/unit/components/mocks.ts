import * as pulumi from "@pulumi/pulumi";
import { catalogued } from "../../../core/facts/aws/catalog";
import { ignoreTransforms } from "../../transforms";

/** One resource that a component registered. */
export interface RecordedResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    /** URN and id of the explicit provider; absent for components and for a default provider. */
    readonly provider: string | undefined;
}

/**
 * What AWS or Kubernetes would add to the inputs, by type. A type that is not here fails the test that registers it, as does one of AWS
 * that the catalog does not have.
 */
const COMPUTED: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
    "aws:backup/vault:Vault": (name) => ({ ...arn("backup")(name), name }),
    "aws:cloudwatch/logGroup:LogGroup": arn("logs"),
    "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
    "aws:efs/fileSystem:FileSystem": arn("elasticfilesystem"),
    "aws:iam/policy:Policy": (name) => ({ arn: `arn:aws:iam::111122223333:policy/${name}` }),
    "aws:iam/role:Role": (name) => ({ arn: `arn:aws:iam::111122223333:role/${name}`, name }),
    "aws:kms/key:Key": (name) => ({ ...arn("kms")(name), keyId: `${name}-key-id` }),
    "eks:index:Cluster": (name) => ({
        kubeconfigJson: JSON.stringify({ clusters: [{ cluster: { server: `https://${name}.example` } }] }),
        nodeSecurityGroupId: "sg-nodes",
    }),
    "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy": none,
    "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding": none,
    "kubernetes:apps/v1:Deployment": none,
    "kubernetes:apps/v1:StatefulSet": none,
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": none,
    "kubernetes:batch/v1:CronJob": none,
    "kubernetes:batch/v1:Job": none,
    "kubernetes:core/v1:ConfigMap": none,
    "kubernetes:core/v1:LimitRange": none,
    "kubernetes:core/v1:Namespace": none,
    "kubernetes:core/v1:PersistentVolumeClaimPatch": none,
    "kubernetes:core/v1:ResourceQuota": none,
    "kubernetes:core/v1:Secret": none,
    "kubernetes:core/v1:Service": none,
    "kubernetes:core/v1:ServiceAccount": none,
    "kubernetes:helm.sh/v3:Release": none,
    "kubernetes:networking.k8s.io/v1:Ingress": none,
    "kubernetes:networking.k8s.io/v1:NetworkPolicy": none,
    "kubernetes:policy/v1:PodDisruptionBudget": none,
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": none,
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": none,
    "kubernetes:rbac.authorization.k8s.io/v1:Role": none,
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": none,
    "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass": none,
    "kubernetes:storage.k8s.io/v1:StorageClass": none,
    "pulumi:providers:aws": none,
    "pulumi:providers:eks": none,
    "pulumi:providers:kubernetes": none,
    "pulumi:providers:random": none,
    "random:index/randomPassword:RandomPassword": () => ({ result: "generated" }),
};

/**
 * Builds components against a stand-in engine and returns what they registered, once all of it is settled.
 *
 * @param mode `preview` makes ids unknown, as they are before anything exists
 */
export async function record<T>(
    mode: "preview" | "update",
    build: () => T,
): Promise<{ readonly resources: readonly RecordedResource[]; readonly result: T }> {
    const resources: RecordedResource[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource({ type, name, inputs, provider, id }) {
                if (type.startsWith("eks-platform:")) {
                    return { id: undefined, state: inputs };
                }
                const computed = COMPUTED[type] ?? (type.startsWith("aws:") ? none : undefined);
                if (!computed) {
                    throw new Error(`The test knows no resource of type ${type}.`);
                }
                if (type.startsWith("aws:")) {
                    assertCatalogued(type, inputs);
                }
                resources.push({ type, name, inputs, provider: provider || undefined });
                const state = { ...inputs, ...computed(name) };
                return { id: mode === "preview" ? undefined : id || `${name}-id`, state };
            },
            call({ token }) {
                if (token !== "aws:index/getCallerIdentity:getCallerIdentity") {
                    throw new Error(`The test answers no call of ${token}.`);
                }
                return {
                    accountId: "111122223333",
                    id: "111122223333",
                    arn: "arn:aws:sts::111122223333:assumed-role/ci/run",
                };
            },
        },
        "eks-platform",
        "test",
        mode === "preview",
    );
    ignoreTransforms();
    // The SDK takes a stack trace for every resource; to map each to its source takes longer than all else together.
    process.setSourceMapsEnabled(false);
    try {
        const result = build();
        await pulumi.runtime.disconnect();
        return { resources, result };
    } finally {
        process.setSourceMapsEnabled(true);
    }
}

/** The inputs of the one resource of a type whose name ends so. */
export function only(resources: readonly RecordedResource[], type: string, suffix = ""): Record<string, unknown> {
    const found = resources.filter((resource) => resource.type === type && resource.name.endsWith(suffix));
    const [first] = found;
    if (!first || found.length > 1) {
        throw new Error(`${found.length} resources of type ${type} end in "${suffix}".`);
    }
    return first.inputs;
}

/** Throws where the catalog does not know the type or an input, or misses one. The values are made up, so nobody looks at them. */
function assertCatalogued(type: string, inputs: Record<string, unknown>): void {
    const known = catalogued(type);
    if (!known) {
        throw new Error(`The catalog of AWS's resource types has no ${type}.`);
    }
    const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(known.inputs, name));
    const missing = Object.entries(known.inputs).filter(
        ([name, { required }]) => required && !Object.hasOwn(inputs, name),
    );
    const wrong = [...unknown, ...missing.map(([name]) => name)];
    if (wrong.length > 0) {
        throw new Error(`${type} has not exactly these inputs: ${wrong.join(", ")}.`);
    }
}

function none(): Record<string, unknown> {
    return {};
}

function arn(service: string): (name: string) => Record<string, unknown> {
    return (name) => ({ arn: `arn:aws:${service}:eu-west-1:111122223333:${name}` });
}

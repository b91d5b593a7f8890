import { isObject } from "../../core/data";
import { nameOf } from "../../core/engine/urn";
import { clusterAmong, type StateResource } from "../engine/state-resources";
import { UserError } from "../errors";

/** A claim of a workload. */
export interface Claim {
    readonly namespace: string;
    readonly name: string;
    /** As it is asked for, for example `10Gi`. */
    readonly size: string;
}

/** What a restore has to know of a stack. */
export interface StackFacts {
    readonly cluster: string;
    readonly region: string;
    /** Name of the vault in the cluster's region. */
    readonly vault: string;
    /** ARN of the role that AWS Backup restores with. */
    readonly roleArn: string;
    /** Zones in which the cluster has nodes. */
    readonly zones: readonly string[];
    /** ARN of the key of volumes and files. */
    readonly keyArn: string;
    /** The shared file system. @default the stack has none */
    readonly fileSystemId?: string;
    /** Claims with volumes, in the order of their namespaces. */
    readonly claims: readonly Claim[];
}

/**
 * Reads a stack's state.
 *
 * @throws UserError where it has no cluster in AWS, no backups, or lacks what a restore needs
 */
export function stackFacts(stack: string, resources: readonly StateResource[]): StackFacts {
    const all = (type: string) => resources.filter((resource) => resource.type === type);
    const cluster = clusterAmong(resources);
    const outputs = all("pulumi:pulumi:Stack")[0]?.outputs ?? {};
    const [vault, roleArn] = [outputs.backupVault, outputs.restoreRoleArn];
    if (cluster === undefined || typeof vault !== "string" || typeof roleArn !== "string") {
        throw new UserError(
            `The stack ${stack} has ${cluster === undefined ? "no cluster in AWS" : "no backups"}, so there is nothing to restore.\n` +
                `Next step: set eks-platform:backup: { enabled: true } in Pulumi.${stack}.yaml, and run up. See docs/backup.md.`,
        );
    }
    const zoneOf = new Map(
        all("aws:ec2/subnet:Subnet").map(({ id, outputs: of }) => [id, text(of, "availabilityZone")]),
    );
    const zones = all("aws:eks/nodeGroup:NodeGroup")
        .flatMap(({ outputs: of }) => (Array.isArray(of?.subnetIds) ? of.subnetIds : []))
        .flatMap((subnet) => zoneOf.get(String(subnet)) ?? []);
    const key = all("aws:kms/key:Key").find(({ urn }) => nameOf(urn).endsWith("-volumes-key-key"));
    const fileSystemId = all("aws:efs/fileSystem:FileSystem")[0]?.id;
    const needed = <Value>(what: string, value: Value | undefined): Value => {
        if (value === undefined || value === "") {
            throw new UserError(
                `The state of the stack ${stack} has no ${what}, which a restore needs; nothing was started.\n` +
                    `Next step: npm run up -- ${stack} makes it, and writes it into the state.`,
            );
        }
        return value;
    };
    return {
        cluster: needed("name of the cluster", cluster.name),
        region: needed("region of the cluster", cluster.region),
        ...{ vault, roleArn, zones: [...new Set(zones)].sort() },
        keyArn: needed("key of the volumes", text(key?.outputs, "arn")),
        ...(fileSystemId !== undefined && { fileSystemId }),
        claims: resources.flatMap(claimOf).sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    };
}

function claimOf({ type, inputs }: StateResource): readonly Claim[] {
    if (!/^kubernetes:core\/v1:PersistentVolumeClaim(Patch)?$/.test(type)) {
        return [];
    }
    const [metadata, spec] = [part(inputs, "metadata"), part(inputs, "spec")];
    const size = text(part(part(spec, "resources"), "requests"), "storage") ?? "";
    return [{ namespace: text(metadata, "namespace") ?? "default", name: text(metadata, "name") ?? "", size }];
}

function placeOf({ namespace, name }: Claim): string {
    return `${namespace}/${name}`;
}

function part(of: Readonly<Record<string, unknown>> | undefined, key: string) {
    const value = of?.[key];
    return isObject(value) ? value : undefined;
}

function text(of: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
    const value = of?.[key];
    return typeof value === "string" ? value : undefined;
}

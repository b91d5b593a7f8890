/** Sorts of what holds data, the gravest first: the order in which dangers are told. */
export const HOLDINGS = [
    "cluster",
    "objects",
    "key",
    "database",
    "files",
    "volume",
    "bucket",
    "registry",
    "backup",
    "secret",
    "messages",
    "logs",
    "records",
    "nodes",
] as const;

/** What is lost with a resource when it is deleted, also where another takes its place. */
export interface Holding {
    readonly holds: (typeof HOLDINGS)[number];
    readonly loss: string;
    /** What the resource's own settings make of that. @default nothing */
    readonly unless?: {
        /** Argument of the resource. */
        readonly path: string;
        /** Whether they do; an argument that is not set is `undefined`. */
        readonly when: (value: unknown) => boolean;
        /** What is lost then. */
        readonly loss: string;
    };
}

const isOff = (value: unknown): boolean => value === undefined || value === false;
const isSet = (value: unknown): boolean => value !== undefined;

const holding = (holds: Holding["holds"], loss: string, unless?: Holding["unless"]): Holding => ({
    ...{ holds, loss },
    ...(unless && { unless }),
});

const database = (path?: string, when = isSet): Holding =>
    holding(
        "database",
        "its data go",
        path === undefined ? undefined : { path, when, loss: "its data go, but for the final snapshot" },
    );
const fileSystem = (): Holding =>
    holding("files", "its files go", {
        ...{ path: "skipFinalBackup", when: isOff },
        loss: "its files go, but for the final backup",
    });
const key = (): Holding =>
    holding("key", "what it encrypts cannot be read any more once its waiting period (7 to 30 days) is over");
/** AWS refuses to delete what is not empty, unless the resource says otherwise. */
const container = (holds: Holding["holds"], loss: string, force: string): Holding =>
    holding(holds, loss, { path: force, when: isOff, loss: `${loss}; AWS refuses while there are any` });
const volume = (): Holding =>
    holding("volume", "its data go", {
        ...{ path: "finalSnapshot", when: (value: unknown) => value === true },
        loss: "its data go, but for the final snapshot",
    });

// Every entry below was held against the documentation of its provider, of AWS and of Kubernetes on 2026-11-28.

/** By type token without the package. */
const AWS: Readonly<Record<string, Holding>> = {
    "eks/cluster:Cluster": holding("cluster", "everything that runs in it goes"),
    "eks/nodeGroup:NodeGroup": holding("nodes", "its nodes are drained, and their local disks go"),
    "ec2/instance:Instance": holding("volume", "its root and local disks go"),
    "emr/cluster:Cluster": holding("cluster", "its jobs end, and what its disks hold goes"),
    "cloudformation/stack:Stack": holding("objects", "everything in it goes"),
    "organizations/account:Account": holding("objects", "it leaves the organization, or is closed"),

    "kms/key:Key": key(),
    "kms/externalKey:ExternalKey": key(),
    "kms/replicaKey:ReplicaKey": key(),
    "acmpca/certificateAuthority:CertificateAuthority": holding("key", "it signs no more"),
    "cloudhsmv2/cluster:Cluster": holding("key", "its keys go"),

    "rds/instance:Instance": database("skipFinalSnapshot", isOff),
    "rds/cluster:Cluster": database("skipFinalSnapshot", isOff),
    "rds/globalCluster:GlobalCluster": database(),
    "docdb/cluster:Cluster": database("skipFinalSnapshot", isOff),
    "docdb/elasticCluster:ElasticCluster": database(),
    "neptune/cluster:Cluster": database("skipFinalSnapshot", isOff),
    "dsql/cluster:Cluster": database(),
    "dynamodb/table:Table": database(),
    "dynamodb/globalTable:GlobalTable": database(),
    "elasticache/cluster:Cluster": database("finalSnapshotIdentifier"),
    "elasticache/replicationGroup:ReplicationGroup": database("finalSnapshotIdentifier"),
    "elasticache/serverlessCache:ServerlessCache": database(),
    "memorydb/cluster:Cluster": database("finalSnapshotName"),
    "redshift/cluster:Cluster": database("skipFinalSnapshot", isOff),
    "redshiftserverless/namespace:Namespace": database(),
    "opensearch/domain:Domain": database(),
    "opensearch/serverlessCollection:ServerlessCollection": database(),
    "elasticsearch/domain:Domain": database(),
    "keyspaces/table:Table": database(),
    "timestreamwrite/table:Table": database(),
    "cognito/userPool:UserPool": holding("database", "its users go"),
    "amp/workspace:Workspace": holding("database", "its metrics go"),
    "grafana/workspace:Workspace": holding("database", "its dashboards go"),

    "efs/fileSystem:FileSystem": holding("files", "its files go"),
    "fsx/lustreFileSystem:LustreFileSystem": fileSystem(),
    "fsx/ontapFileSystem:OntapFileSystem": holding("files", "its files go"),
    "fsx/ontapVolume:OntapVolume": fileSystem(),
    "fsx/openZfsFileSystem:OpenZfsFileSystem": fileSystem(),
    "fsx/openZfsVolume:OpenZfsVolume": holding("files", "its files go"),
    "fsx/windowsFileSystem:WindowsFileSystem": fileSystem(),
    "ebs/volume:Volume": volume(),

    "s3/bucket:Bucket": container("bucket", "its objects go", "forceDestroy"),
    "s3/bucketV2:BucketV2": container("bucket", "its objects go", "forceDestroy"),
    "s3/directoryBucket:DirectoryBucket": container("bucket", "its objects go", "forceDestroy"),
    "s3tables/tableBucket:TableBucket": holding("bucket", "its tables go"),
    "s3tables/table:Table": holding("bucket", "its rows go"),
    "ecr/repository:Repository": container("registry", "its images go", "forceDelete"),
    "ecrpublic/repository:Repository": container("registry", "its images go", "forceDestroy"),
    "codeartifact/repository:Repository": holding("registry", "its packages go"),
    "codecommit/repository:Repository": holding("registry", "its commits go"),

    "backup/vault:Vault": container("backup", "its recovery points go", "forceDestroy"),
    "backup/logicallyAirGappedVault:LogicallyAirGappedVault": holding("backup", "its recovery points go"),
    "glacier/vault:Vault": holding("backup", "its archives go"),
    "ebs/snapshot:Snapshot": holding("backup", "it cannot be restored from any more"),
    "rds/snapshot:Snapshot": holding("backup", "it cannot be restored from any more"),

    "secretsmanager/secret:Secret": holding("secret", "its value goes, after 7 to 30 days", {
        ...{ path: "recoveryWindowInDays", when: (value) => value === 0 },
        loss: "its value goes at once",
    }),
    "secretsmanager/secretVersion:SecretVersion": holding("secret", "its value goes"),
    "ssm/parameter:Parameter": holding("secret", "its value goes"),
    "iam/accessKey:AccessKey": holding("secret", "who uses it is locked out"),

    "sqs/queue:Queue": holding("messages", "its messages go"),
    "kinesis/stream:Stream": holding("messages", "its records go"),
    "msk/cluster:Cluster": holding("messages", "its topics go with what is in them"),
    "msk/serverlessCluster:ServerlessCluster": holding("messages", "its topics go with what is in them"),
    "msk/topic:Topic": holding("messages", "what is in it goes"),
    "mq/broker:Broker": holding("messages", "its messages go"),

    "cloudwatch/logGroup:LogGroup": holding("logs", "its logs go", {
        ...{ path: "skipDestroy", when: (value) => value === true },
        loss: "its logs stay, in a group that nobody manages",
    }),
    "cloudwatch/logStream:LogStream": holding("logs", "its logs go"),
    "cloudtrail/eventDataStore:EventDataStore": holding("logs", "its events go, after 7 days"),
    "guardduty/detector:Detector": holding("logs", "its findings go"),

    "route53/zone:Zone": holding("records", "its records go, and another has other name servers"),
};

/** By type token without the package and the version. */
const KUBERNETES: Readonly<Record<string, Holding>> = {
    "core:Namespace": holding("objects", "everything in it goes"),
    "apiextensions.k8s.io:CustomResourceDefinition": holding("objects", "every object of its kind goes"),
    "core:PersistentVolume": holding("volume", "its data go", {
        ...{ path: "spec.persistentVolumeReclaimPolicy", when: (value) => value !== "Delete" },
        loss: "its data stay where they are, and no claim finds them",
    }),
    "core:PersistentVolumeClaim": holding("volume", "no pod finds its data any more"),
    "snapshot.storage.k8s.io:VolumeSnapshot": holding("backup", "it cannot be restored from any more"),
    "snapshot.storage.k8s.io:VolumeSnapshotContent": holding("backup", "it cannot be restored from any more"),
    "core:Secret": holding("secret", "its values go"),
};

/** Values that are drawn once. */
const OTHERS: Readonly<Record<string, Holding>> = {
    "random:index/randomPassword:RandomPassword": holding(
        "secret",
        "its value goes; what was set up with it keeps that",
    ),
    "random:index/randomBytes:RandomBytes": holding("secret", "its value goes; what was set up with it keeps that"),
    "tls:index/privateKey:PrivateKey": holding("secret", "its value goes; what was set up with it keeps that"),
};

const BY_TYPE: ReadonlyMap<string, Holding> = new Map([
    ...Object.entries(AWS).map(([type, held]) => [`aws:${type}`, held] as const),
    ...Object.entries(KUBERNETES).map(([type, held]) => [`kubernetes:${type}`, held] as const),
    ...Object.entries(OTHERS),
]);

/** The types that hold data, without the versions of Kubernetes' types. */
export const STATEFUL_TYPES: readonly string[] = [...BY_TYPE.keys()];

/**
 * What a resource of a type holds; undefined where nothing is in it that another could not replace. A patch of an object is none:
 * to delete it gives fields of the object back and nothing more.
 */
export function holdingOf(type: string): Holding | undefined {
    return BY_TYPE.get(type.startsWith("kubernetes:") ? type.replace(/\/v[^:/]*(?=:)/, "") : type);
}

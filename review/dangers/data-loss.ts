/** What goes with a resource of a type when it is deleted, also where another takes its place. The gravest come first. */
const LOSSES: ReadonlyMap<string, string> = new Map([
    ["aws:eks/cluster:Cluster", "with everything that runs in it"],
    ["kubernetes:core/v1:Namespace", "with everything in it, claims and their volumes too"],
    ["aws:kms/key:Key", "what it encrypts can be read no more once it is gone"],
    ["aws:efs/fileSystem:FileSystem", "its files go"],
    ["aws:ebs/volume:Volume", "its data go"],
    ["aws:s3/bucket:Bucket", "its objects go"],
    ["aws:ecr/repository:Repository", "its images go"],
    ["aws:dynamodb/table:Table", "its items go"],
    ["aws:sqs/queue:Queue", "its messages go"],
    ["aws:backup/vault:Vault", "its recovery points go"],
    ["aws:eks/nodeGroup:NodeGroup", "its nodes are drained, and their local disks go"],
    ["aws:cloudwatch/logGroup:LogGroup", "its logs go"],
    ["aws:secretsmanager/secret:Secret", "its value goes"],
    ["aws:ssm/parameter:Parameter", "its value goes"],
    ["kubernetes:core/v1:PersistentVolumeClaim", "its volume goes where the class reclaims by Delete"],
    ["kubernetes:core/v1:PersistentVolume", "its volume may go"],
    ["kubernetes:apps/v1:StatefulSet", "its pods stop, and its claims go where whenDeleted is Delete"],
    ["kubernetes:core/v1:Secret", "what was set up with the old values, such as a database, keeps them"],
    ["random:index/randomPassword:RandomPassword", "what was set up with it, such as a database, keeps it"],
]);

/** Services of AWS of which everything holds data. */
const DATA_SERVICES = new Set([
    "docdb",
    "elasticache",
    "memorydb",
    "mq",
    "msk",
    "neptune",
    "opensearch",
    "rds",
    "redshift",
]);

/** What is lost with a resource of this type; undefined where nothing is that another could not replace. */
export function lossOf(type: string): string | undefined {
    const [provider = "", module = ""] = type.split(":");
    const service = provider === "aws" ? (module.split("/")[0] ?? "") : "";
    return LOSSES.get(type) ?? (DATA_SERVICES.has(service) ? "its data go" : undefined);
}

/** The place of a type in the order of what should be read first; the last one for types that hold nothing. */
export function gravityOf(type: string): number {
    const place = [...LOSSES.keys()].indexOf(type);
    if (place >= 0) {
        return place;
    }
    return lossOf(type) === undefined ? LOSSES.size : 0;
}

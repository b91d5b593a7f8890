import type { SteppedResource } from "../states";
import { valueIn } from "../states";
import type { Derivation } from "./consequence";

interface Retention {
    readonly path: string;
    readonly loss: string;
    /** What the number is where the argument is left out or 0. @default 0, nothing is kept */
    readonly otherwise?: number;
}

const BACKUPS: Retention = { path: "backupRetentionPeriod", loss: "its automatic backups that are older go" };
const SNAPSHOTS: Retention = { path: "snapshotRetentionLimit", loss: "its automatic snapshots that are older go" };

/** Numbers of which a lower one deletes what is older or more, at once or soon. Held against the documentation on 2026-11-28. */
export const RETENTIONS: ReadonlyMap<string, Retention> = new Map([
    [
        "aws:cloudwatch/logGroup:LogGroup",
        { path: "retentionInDays", loss: "its logs that are older go", otherwise: Number.POSITIVE_INFINITY },
    ],
    ["aws:rds/instance:Instance", BACKUPS],
    ["aws:rds/cluster:Cluster", { ...BACKUPS, otherwise: 1 }],
    ["aws:docdb/cluster:Cluster", { ...BACKUPS, otherwise: 1 }],
    ["aws:neptune/cluster:Cluster", { ...BACKUPS, otherwise: 1 }],
    ["aws:elasticache/cluster:Cluster", SNAPSHOTS],
    ["aws:elasticache/replicationGroup:ReplicationGroup", SNAPSHOTS],
    ["aws:memorydb/cluster:Cluster", SNAPSHOTS],
    [
        "aws:sqs/queue:Queue",
        { path: "messageRetentionSeconds", loss: "its messages that are older go", otherwise: 345_600 },
    ],
    ["aws:kinesis/stream:Stream", { path: "retentionPeriod", loss: "its records that are older go", otherwise: 24 }],
]);

/** A shorter retention deletes what is older than that, and cannot be taken back. */
export const shorterRetention: Derivation = ({ op, type, old, new: now }: SteppedResource) => {
    const retention = RETENTIONS.get(type);
    if (retention === undefined || op !== "update") {
        return undefined;
    }
    const [before, after] = [old, now].map((state) => {
        const value = valueIn(state, retention.path);
        return typeof value === "number" && value !== 0 ? value : (retention.otherwise ?? 0);
    });
    return before !== undefined && after !== undefined && after < before ? { loss: retention.loss } : undefined;
};

import { partitionOf } from "../../core/facts/aws/partition";
import type { Report } from "../schema/report";

/** Checks that what an ARN names is of the partition in which the cluster is: AWS knows no other there. */
export function checkPartition(
    principalArn: string,
    region: string | undefined,
    path: readonly PropertyKey[],
    report: Report,
): void {
    if (region === undefined) {
        return;
    }
    const partition = partitionOf(region);
    if (principalArn.split(":")[1] === partition) {
        return;
    }
    report(
        path,
        principalArn,
        `an ARN of the region's partition, arn:${partition}:...`,
        "Change the ARN or the region.",
    );
}

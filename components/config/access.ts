import { partitionOf } from "../../core/facts/aws/partition";
import type { Report } from "../schema/report";

/** Who is let into a cluster, and how far. */
interface AccessEntry {
    readonly principalArn?: string | undefined;
    readonly namespaces?: readonly string[] | undefined;
}

/** Checks that each principal is listed once, and that policies are limited to namespaces that the stack has. */
export function checkAccess(
    access: Readonly<Record<string, AccessEntry>>,
    namespaces: readonly string[] | undefined,
    report: Report,
): void {
    const owners = new Map<string, string>();
    for (const [name, entry] of Object.entries(access)) {
        const owner = owners.get(entry.principalArn ?? "");
        if (owner) {
            report(
                ["access", name, "principalArn"],
                entry.principalArn,
                `a principal that access.${owner} does not name: EKS has one access entry for each`,
                "Merge the two entries.",
            );
        }
        if (entry.principalArn !== undefined) {
            owners.set(entry.principalArn, name);
        }
        entry.namespaces?.forEach((namespace, index) => {
            if (!namespaces || namespaces.includes(namespace)) {
                return;
            }
            report(
                ["access", name, "namespaces", index],
                namespace,
                namespaces.join(" or ") || "no namespace, because the stack has none",
                "Name a namespace of this stack, or add it under namespaces.",
            );
        });
    }
}

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

import type * as z from "zod";
import type { clusterSchema } from "./cluster";
import type { Report } from "./report";
import type { SectionName, Sections } from "./sections";

type EksCluster = Extract<z.output<typeof clusterSchema>, { kind: "eks" }>;

/** Checks that each principal is listed once, and that policies are limited to namespaces that the stack has. */
export function checkAccess(
    access: EksCluster["access"],
    namespaces: readonly string[] | undefined,
    report: Report,
): void {
    const owners = new Map<string, string>();
    for (const [name, entry] of Object.entries(access)) {
        const owner = owners.get(entry.principalArn);
        if (owner) {
            report(
                ["access", name, "principalArn"],
                entry.principalArn,
                `a principal that access.${owner} does not name: EKS has one access entry for each`,
                "Merge the two entries.",
            );
        }
        owners.set(entry.principalArn, name);
        entry.namespaces?.forEach((namespace, index) => {
            if (!namespaces || namespaces.includes(namespace)) return;
            report(
                ["access", name, "namespaces", index],
                namespace,
                namespaces.join(" or ") || "no namespace, because the stack has none",
                "Name a namespace of this stack, or add it under namespaces.",
            );
        });
    }
}

/** Checks that every principal is of the partition in which the cluster is: EKS knows no other. */
export function checkPartitions(
    { cluster, namespaces = {} }: Partial<Sections>,
    partition: string,
    reportTo: (section: SectionName) => Report,
): void {
    const check = (section: SectionName, path: readonly PropertyKey[], arn: string) => {
        if (arn.split(":")[1] === partition) return;
        reportTo(section)(
            path,
            arn,
            `a principal of the region's partition, arn:${partition}:...`,
            "Change the principal or the region.",
        );
    };
    const access = cluster?.kind === "eks" ? cluster.access : {};
    for (const [name, { principalArn }] of Object.entries(access)) {
        check("cluster", ["access", name, "principalArn"], principalArn);
    }
    for (const [name, { team }] of Object.entries(namespaces)) {
        for (const [index, arn] of (team?.principals ?? []).entries()) {
            check("namespaces", [name, "team", "principals", index], arn);
        }
    }
}

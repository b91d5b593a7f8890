import {
    datesOnEks,
    daysUntil,
    KUBERNETES_VERSIONS,
    KUBERNETES_VERSIONS_READ,
    type KubernetesVersion,
    NEWEST_KUBERNETES_VERSION,
} from "../../../core/facts/kubernetes/versions";
import { inputAt, textOf } from "../../stack-resource";
import { type RowsOf, withState } from "../row";
import { movedByKubernetes } from "../upgrade-order";

/** The version of the control plane, with the end of its standard support. */
export const kubernetesRows: RowsOf = (resources, today) =>
    resources
        .filter(({ type }) => type === "aws:eks/cluster:Cluster")
        .flatMap((cluster) => {
            const pinned = textOf(inputAt(cluster, "version"));
            if (pinned === undefined) {
                return [];
            }
            const dates = datesOnEks(pinned);
            const supportEnds = dates?.standardSupportEnds;
            const isExtended = inputAt(cluster, "upgradePolicy", "supportType") !== "STANDARD";
            const note = [noteOf(dates, isExtended, today), ...limitOf(pinned)].join(" ");
            const row = {
                ...({
                    kind: "kubernetes",
                    name: "Kubernetes",
                    pinned,
                    newest: NEWEST_KUBERNETES_VERSION,
                    note,
                } as const),
                ...(supportEnds !== undefined && { supportEnds }),
                asOf: KUBERNETES_VERSIONS_READ,
                movesWith: movedByKubernetes(resources),
            };
            return [withState(row, today)];
        });

/** That the platform itself goes no further than what is pinned, though EKS does. */
function limitOf(pinned: string): readonly string[] {
    const newest = Object.keys(KUBERNETES_VERSIONS).at(-1);
    return newest === pinned && newest !== NEWEST_KUBERNETES_VERSION
        ? [`The pinned charts and add-ons go no further than ${newest} yet.`]
        : [];
}

/** What AWS does when support ends. */
function noteOf(dates: Partial<KubernetesVersion> | undefined, isExtended: boolean, today: Date): string {
    const { standardSupportEnds: standard, extendedSupportEnds: extended } = dates ?? {};
    if (standard === undefined || extended === undefined) {
        return "No end of its support is known here.";
    }
    const isPast = (date: string) => daysUntil(date, today) <= 0;
    if (isPast(extended)) {
        return `Its extended support ended on ${extended}, too: AWS upgrades the cluster by itself.`;
    }
    if (!isExtended) {
        return isPast(standard)
            ? "AWS upgrades the cluster by itself."
            : `AWS upgrades the cluster by itself from ${standard} on.`;
    }
    return isPast(standard)
        ? `In extended support the control plane costs 0.60 instead of 0.10 USD an hour, until AWS upgrades the cluster from ${extended} on.`
        : `From ${standard} on the control plane costs 0.60 instead of 0.10 USD an hour; from ${extended} on AWS upgrades the cluster.`;
}

import { pinnedBuild } from "../../../components/cluster/managed-addons/build-of";
import { knownAddon } from "../../../core/facts/newest";
import { inputAt, textOf } from "../../stack-resource";
import { isNewer, type RowsOf, withState } from "../row";

/** The builds of what EKS installs; a version of Kubernetes has its own. */
export const addonRows: RowsOf = (resources, today) => {
    const cluster = resources.find(({ type }) => type === "aws:eks/cluster:Cluster");
    const kubernetes = (cluster && textOf(inputAt(cluster, "version"))) ?? "";
    return resources
        .filter(({ type }) => type === "aws:eks/addon:Addon")
        .flatMap((addon) => {
            const name = textOf(inputAt(addon, "addonName"));
            const pinned = textOf(inputAt(addon, "addonVersion"));
            if (name === undefined || pinned === undefined) {
                return [];
            }
            const [listed, later] = [pinnedBuild(name, kubernetes), knownAddon(name, kubernetes)];
            const newest =
                later?.newest && (!listed || isNewer(later.newest, listed.build)) ? later.newest : listed?.build;
            const asOf = later?.lastVerified ?? listed?.lastVerified;
            const row = {
                ...({ kind: "eks-addon", name, pinned } as const),
                ...(newest !== undefined && { newest }),
                ...(asOf !== undefined && { asOf }),
            };
            return [withState({ ...row, movesWith: ["Kubernetes"] }, today)];
        });
};

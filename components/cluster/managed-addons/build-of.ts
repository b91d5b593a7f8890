import { knownAddon } from "../../../core/facts/newest";
import { ownValue } from "../../../core/own-value";
import data from "./builds.json";
import type { ManagedAddonName, UsualAddonName } from "./names";

type Row = Readonly<Record<UsualAddonName, string>> & Readonly<Partial<Record<ManagedAddonName, string>>>;

/** Which of AWS's builds a stack gets: the one that AWS gives who asks for none, or the newest that it has. */
export type BuildChannel = "default" | "newest";

/**
 * EKS does not upgrade add-ons with the control plane, so each Kubernetes version names its own set; one that lacks an add-on that every
 * stack may have does not compile. AWS publishes no list of builds: `source` in the file says how a row is renewed, `lastVerified` when it was,
 * `readApart` for single add-ons.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
const BUILDS: ReadonlyMap<string, Row> = new Map(Object.entries(data.builds));

/** The build that is pinned for a Kubernetes version, and when it was read; undefined where none is, and for other add-ons. */
export function pinnedBuild(addon: string, kubernetesVersion: string) {
    const build = ownValue<string | undefined>(BUILDS.get(kubernetesVersion) ?? {}, addon);
    const lastVerified =
        ownValue<string>(data.readApart, addon) ?? ownValue<string>(data.lastVerified, kubernetesVersion);
    return build === undefined || lastVerified === undefined ? undefined : { build, lastVerified };
}

/** The build of an add-on for a Kubernetes version; undefined where none is known. */
export function buildOf(
    addon: ManagedAddonName,
    kubernetesVersion: string,
    channel: BuildChannel = "default",
): string | undefined {
    const newest = channel === "newest" ? knownAddon(addon, kubernetesVersion)?.newest : undefined;
    return newest ?? pinnedBuild(addon, kubernetesVersion)?.build;
}

import { ownValue } from "../../../core/own-value";
import type { ManagedAddonName } from ".";
import data from "./builds.json";

/**
 * EKS does not upgrade add-ons with the control plane, so each Kubernetes version names its own set; one that lacks an add-on of the list
 * does not compile. AWS publishes no list of builds: `source` in the file says how a row is renewed, `lastVerified` when it was.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
const BUILDS: ReadonlyMap<string, Readonly<Record<ManagedAddonName, string>>> = new Map(Object.entries(data.builds));

/** The build that is pinned for a Kubernetes version, and when it was read; undefined where none is, and for other add-ons. */
export function pinnedBuild(addon: string, kubernetesVersion: string) {
    const build = ownValue<string>(BUILDS.get(kubernetesVersion) ?? {}, addon);
    const lastVerified = ownValue<string>(data.lastVerified, kubernetesVersion);
    return build === undefined || lastVerified === undefined ? undefined : { build, lastVerified };
}

/** The build of an add-on for a Kubernetes version of the supported table. */
export function buildOf(addon: ManagedAddonName, kubernetesVersion: string): string {
    const row = BUILDS.get(kubernetesVersion);
    if (!row) {
        throw new RangeError(`No builds of add-ons are pinned for Kubernetes ${kubernetesVersion}.`);
    }
    return row[addon];
}

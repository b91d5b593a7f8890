import { ADDON_NAMESPACES } from "../addons";
import { MANAGED_NAMESPACES } from "../cluster/managed-addons";
import { dnsLabel } from "../schema/fields";

const TAKEN = [...ADDON_NAMESPACES, ...MANAGED_NAMESPACES];

/** A name that no part of the platform or of Kubernetes uses itself. */
export const namespaceName = dnsLabel.refine((name) => !/^(default|kube-.*)$/.test(name) && !TAKEN.includes(name), {
    error: `a name other than default, kube-*, ${TAKEN.join(", ")}, which the platform uses itself`,
});

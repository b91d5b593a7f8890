import { ADDON_NAMESPACES } from "../addons";
import { dnsLabel } from "../schema/fields";

/** A name that no part of the platform or of Kubernetes uses itself. */
export const namespaceName = dnsLabel.refine(
    (name) => !/^(default|kube-.*)$/.test(name) && !ADDON_NAMESPACES.includes(name),
    { error: `a name other than default, kube-*, ${ADDON_NAMESPACES.join(", ")}, which the platform uses itself` },
);

import { shortType } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import type { Resource } from "../model/resource";

/** What a reader calls a resource: `Deployment shop/web`, `aws:eks:Cluster platform`. */
export function labelOf(resource: Resource | undefined): string {
    if (resource === undefined) {
        return "whole stack";
    }
    const { kind, namespace, name = "(no name)", release, type } = resource;
    const object = `${kind ?? shortType(type)} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
    return visible(release === undefined ? object : `${object} of the release ${release}`);
}

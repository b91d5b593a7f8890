import { describe, isJsonObject, type Json } from "../../providers/kubernetes/object";
import type { Survivor } from "../engine/drain/drain";

/** What a drain has left, a line each: what it is, why it is still there, and what of AWS hangs on it. */
export function survivorLines(survivors: readonly Survivor[]): readonly string[] {
    return survivors.map(({ object, isMadeAgain }) => {
        const { finalizers = [], managedFields = [] } = object.metadata;
        const makers = [...new Set(managedFields.flatMap(({ manager }) => manager ?? []))];
        const why = isMadeAgain
            ? `made anew while the others went, by ${makers.join(", ") || "somebody"}`
            : finalizers.length > 0
              ? `held by ${finalizers.join(", ")}`
              : "still there";
        const ids = awsIdsOf(object);
        return `  ${describe(object)}: ${why}${ids.length > 0 ? ` (in AWS: ${ids.join(", ")})` : ""}`;
    });
}

/** Load balancers by their names in DNS, volumes and instances by their ids. */
function awsIdsOf({ spec, status }: Survivor["object"]): readonly string[] {
    const addresses = [at(status, "loadBalancer", "ingress"), at(status, "addresses")].flat().map((address) => {
        return at(address, "hostname") ?? at(address, "value");
    });
    return [...addresses, at(spec, "csi", "volumeHandle"), at(status, "providerID")].filter(
        (id): id is string => typeof id === "string",
    );
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
    return path.reduce<Json | undefined>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), value);
}

import { parseQuantity } from "../../../core/facts/kubernetes/quantity";
import { inputAt, listOf, numberOf, type StackResource, textOf, valueAt } from "../../stack-resource";
import type { Part, Pricer } from "../part";
import type { Surroundings } from "../surroundings";
import { volumeCharges } from "../volume-charges";

const GIB = 1024 ** 3;

/** A volume that the program makes itself. */
export const priceVolume: Pricer = (volume, { region }) => {
    const charges = volumeCharges(
        {
            type: textOf(inputAt(volume, "type")) ?? "gp2",
            gib: numberOf(inputAt(volume, "size")),
            iops: numberOf(inputAt(volume, "iops")),
            throughput: numberOf(inputAt(volume, "throughput")),
        },
        1,
        region,
    );
    return [
        charges === undefined
            ? { kind: "unknown", group: "storage", detail: "its size is not known" }
            : { kind: "priced", group: "storage", charges },
    ];
};

/** The volumes of a set: one of each template for each pod. */
export const priceStatefulSet: Pricer = (set, surroundings) => {
    const replicas = numberOf(inputAt(set, "spec", "replicas")) ?? 1;
    const templates = listOf(inputAt(set, "spec", "volumeClaimTemplates")) ?? [];
    return templates.map((template) => {
        const name = textOf(valueAt(template, ["metadata", "name"]));
        return {
            ...claimPart(valueAt(template, ["spec"]), replicas, surroundings),
            ...(name !== undefined && { name }),
        };
    });
};

/** A claim; one that a set makes is counted with the set. */
export const priceClaim: Pricer = (claim, surroundings) => {
    const name = textOf(inputAt(claim, "metadata", "name"));
    const namespace = inputAt(claim, "metadata", "namespace");
    const sets = surroundings.ofType("kubernetes:apps/v1:StatefulSet");
    const ofSet = sets.some(
        (set) => inputAt(set, "metadata", "namespace") === namespace && claimsOf(set).has(name ?? ""),
    );
    return ofSet ? [] : [claimPart(inputAt(claim, "spec"), 1, surroundings)];
};

/** Names of the claims that a set makes: template, set and ordinal. */
function claimsOf(set: StackResource): ReadonlySet<string> {
    const replicas = numberOf(inputAt(set, "spec", "replicas")) ?? 1;
    const templates = listOf(inputAt(set, "spec", "volumeClaimTemplates")) ?? [];
    const names = templates.map(
        (template) => `${textOf(valueAt(template, ["metadata", "name"]))}-${textOf(inputAt(set, "metadata", "name"))}`,
    );
    return new Set(names.flatMap((name) => Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}`)));
}

function claimPart(spec: unknown, count: number, surroundings: Surroundings): Part {
    const className = textOf(valueAt(spec, ["storageClassName"]));
    const found = surroundings.storageClass(className);
    if (!found) {
        const named =
            className === undefined
                ? "no StorageClass is named, and none is the default"
                : `the StorageClass ${className} is not in the stack`;
        return { kind: "unknown", group: "storage", detail: named };
    }
    const provisioner = textOf(inputAt(found, "provisioner"));
    if (provisioner === "efs.csi.aws.com") {
        return { kind: "free", group: "storage", detail: "its data are those of the file system" };
    }
    if (provisioner !== "ebs.csi.aws.com" && provisioner !== "ebs.csi.eks.amazonaws.com") {
        return {
            kind: "unknown",
            group: "storage",
            detail: `volumes of ${provisioner ?? "a provisioner that is not known"}`,
        };
    }
    const gib = gibOf(valueAt(spec, ["resources", "requests", "storage"]));
    const of = (name: string) => inputAt(found, "parameters", name);
    const perGib = numberOf(of("iopsPerGB"));
    const iops = numberOf(of("iops")) ?? (perGib !== undefined && gib !== undefined ? perGib * gib : undefined);
    const volume = { type: textOf(of("type")) ?? "gp3", gib, iops, throughput: numberOf(of("throughput")) };
    const charges = volumeCharges(volume, count, surroundings.region);
    return charges === undefined
        ? { kind: "unknown", group: "storage", detail: "the size of the claim is not known" }
        : { kind: "priced", group: "storage", charges };
}

/** EBS has volumes of whole GiB. */
function gibOf(quantity: unknown): number | undefined {
    const bytes = parseQuantity(quantity);
    return bytes === undefined ? undefined : Math.ceil(bytes / GIB);
}

import { instancePrice, unitPrice } from "../../../core/facts/aws/prices";
import { inputAt, listOf, numberOf, type StackResource, textOf, valueAt } from "../../stack-resource";
import type { Part, Pricer } from "../part";
import { volumeCharges } from "../volume-charges";

/**
 * What spot capacity costs of the on-demand price, for lack of a list: its prices move by the hour. Those of m6i and m6id were between 38 and
 * 47 % in eu-west-1, eu-central-1 and us-east-1 when this was written.
 */
const SPOT_FACTOR = 0.45;

/** Instances at the desired size, the volumes that they start from, and their detailed monitoring. */
export const priceNodeGroup: Pricer = (group, surroundings) => {
    const { region } = surroundings;
    const size = numberOf(inputAt(group, "scalingConfig", "desiredSize"));
    const template = surroundings.referred(
        "aws:ec2/launchTemplate:LaunchTemplate",
        inputAt(group, "launchTemplate", "id"),
        group,
    );
    const types = typesOf(group, template);
    if (size === undefined || types.length === 0) {
        return [
            {
                kind: "unknown",
                group: "nodes",
                detail: "its size or its instance types are known after the update only",
            },
        ];
    }
    const other = unlisted(group);
    return [
        other === undefined
            ? instances(group, types, size, region)
            : { kind: "unknown", group: "nodes", name: "instances", detail: other },
        ...volumes(group, template, size, region),
        ...monitoring(template, size, region),
    ];
};

function typesOf(group: StackResource, template: StackResource | undefined): readonly string[] {
    const named = listOf(inputAt(group, "instanceTypes")) ?? [template && inputAt(template, "instanceType")];
    return named.flatMap((type) => textOf(type) ?? []);
}

/** Why the list of on-demand prices with Linux says nothing of a group; undefined where it does. */
function unlisted(group: StackResource): string | undefined {
    if (textOf(inputAt(group, "amiType"))?.startsWith("WINDOWS")) {
        return "prices of Windows are not in the data";
    }
    return inputAt(group, "capacityType") === "CAPACITY_BLOCK"
        ? "capacity blocks are paid for when they are reserved"
        : undefined;
}

/** EKS takes on-demand capacity in the order of the list; which type spot capacity comes as nobody can say. */
function instances(group: StackResource, types: readonly string[], quantity: number, region: string): Part {
    const scales = "The desired size, all month long: an autoscaler changes it.";
    if (inputAt(group, "capacityType") !== "SPOT") {
        const [type = ""] = types;
        const charge = { what: type, quantity, price: instancePrice(type, region) };
        return { kind: "priced", group: "nodes", name: "instances", charges: [charge], assumption: scales };
    }
    const priced = types.map((what) => ({ what, price: instancePrice(what, region) }));
    const dearest = priced.toSorted((one, other) => (other.price?.usd ?? Infinity) - (one.price?.usd ?? Infinity))[0];
    const charge = { what: `${dearest?.what} as spot`, quantity, price: dearest?.price, factor: SPOT_FACTOR };
    const of = types.length > 1 ? `, the dearest of ${types.length} types` : "";
    return {
        ...{ kind: "priced", group: "nodes", name: "instances", charges: [charge] },
        assumption: `Spot at ${SPOT_FACTOR * 100} % of the on-demand price${of}: it moves by the hour. ${scales}`,
    };
}

/** GiB of the volume of a node without a launch template and a size of its own. */
const DEFAULT_DISK_GIB = 20;

/** Volumes of the launch template; without one, the volume that EKS gives a node. */
function volumes(
    group: StackResource,
    template: StackResource | undefined,
    nodes: number,
    region: string,
): readonly Part[] {
    const mapped = template && listOf(inputAt(template, "blockDeviceMappings"))?.map((one) => valueAt(one, ["ebs"]));
    const own = { volumeSize: numberOf(inputAt(group, "diskSize")) ?? DEFAULT_DISK_GIB, volumeType: "gp3" };
    const charges = (mapped ?? [template ? {} : own]).map((disk) =>
        volumeCharges(
            {
                type: textOf(valueAt(disk, ["volumeType"])) ?? "gp3",
                gib: numberOf(valueAt(disk, ["volumeSize"])),
                iops: numberOf(valueAt(disk, ["iops"])),
                throughput: numberOf(valueAt(disk, ["throughput"])),
            },
            nodes,
            region,
        ),
    );
    const common = { group: "storage", name: "volumes" } as const;
    return charges.some((one) => one === undefined)
        ? [{ ...common, kind: "unknown", detail: "the size of its nodes' volumes is not known" }]
        : [{ ...common, kind: "priced", charges: charges.flatMap((one) => one ?? []) }];
}

function monitoring(template: StackResource | undefined, quantity: number, region: string): readonly Part[] {
    if (!template || inputAt(template, "monitoring", "enabled") !== true) {
        return [];
    }
    const charge = { what: "detailed monitoring", quantity, price: unitPrice("detailed-monitoring", region) };
    return [{ kind: "priced", group: "logs", name: "detailed monitoring", charges: [charge] }];
}

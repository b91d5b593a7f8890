import facts from "./data/instance-types.json";

/** What the platform must know of an EC2 instance type to make nodes of it. */
export interface InstanceType {
    /** `mac` stands for macOS hosts, on either architecture. */
    readonly architecture: "x86_64" | "arm64" | "mac";
    /** `other`: hardware for which EKS has no AMI with a driver. */
    readonly accelerator: "nvidia" | "neuron" | "other" | undefined;
    /** Whether it takes a launch template that asks for optimised access to EBS, as the platform's does. */
    readonly ebsOptimized: boolean;
    /** Whether AWS sells it as spot capacity. */
    readonly spot: boolean;
    /** Regions that offer it. */
    readonly regions: ReadonlySet<string>;
}

/** The day on which the instance types were read. */
export const INSTANCE_TYPES_DERIVED = facts.derived;

let table: ReadonlyMap<string, InstanceType> | undefined;

/** Every instance type that AWS offers in a region that the platform serves, by name. */
export function instanceTypes(): ReadonlyMap<string, InstanceType> {
    table ??= new Map(facts.families.flatMap(readRow));
    return table;
}

function readRow(row: (typeof facts.families)[number]): [string, InstanceType][] {
    const { accelerator, architecture } = row;
    const type: InstanceType = {
        architecture: architecture === "arm64" || architecture === "mac" ? architecture : "x86_64",
        accelerator:
            accelerator === "nvidia" || accelerator === "neuron" || accelerator === "other" ? accelerator : undefined,
        ebsOptimized: row.ebsOptimized ?? true,
        spot: row.spot ?? true,
        regions: new Set(row.regions.split(" ")),
    };
    return row.sizes.split(" ").map((size) => [`${row.family}.${size}`, type]);
}

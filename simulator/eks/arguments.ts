import { invalidArgument } from "../../core/engine/errors";
import { type PropertyMap, stringAt } from "../../core/engine/values";

/** Arguments of the component whose children the simulator does not know how to make. */
const UNSUPPORTED = [
    "clusterSecurityGroup",
    "createInstanceRole",
    "creationRoleProvider",
    "desiredCapacity",
    "fargate",
    "gpu",
    "instanceProfileName",
    "instanceRole",
    "instanceRoles",
    "instanceType",
    "maxSize",
    "minSize",
    "nodeAmiId",
    "nodeGroupOptions",
    "nodePublicKey",
    "nodeRootVolumeEncrypted",
    "nodeRootVolumeSize",
    "nodeSubnetIds",
    "nodeUserData",
    "serviceRole",
    "storageClasses",
];

const AUTHENTICATION_MODES = ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"];

/**
 * Refuses what the real component refuses, and what the simulator cannot answer for.
 * @throws ProviderError with every fault
 */
export function checkArguments(name: string, args: PropertyMap): void {
    const faults = [...realFaults(args), ...gaps(args)];
    if (faults.length > 0) {
        throw invalidArgument([`eks.Cluster "${name}":`, ...faults.map((fault) => `  - ${fault}`)].join("\n"));
    }
}

/** Whether aws-auth is written. The real component does so unless told otherwise. */
export function usesConfigMap(args: PropertyMap): boolean {
    return stringAt(args, "authenticationMode") !== "API";
}

/** Whether access entries may be given. */
export function usesAccessEntries(args: PropertyMap): boolean {
    return (stringAt(args, "authenticationMode") ?? "CONFIG_MAP") !== "CONFIG_MAP";
}

function realFaults(args: PropertyMap): string[] {
    const faults: string[] = [];
    const mode = stringAt(args, "authenticationMode");
    if (mode !== undefined && !AUTHENTICATION_MODES.includes(mode)) {
        faults.push(`authenticationMode: ${mode} is not one of ${AUTHENTICATION_MODES.join(", ")}`);
    }
    if (args.accessEntries !== undefined && !usesAccessEntries(args)) {
        faults.push("accessEntries: need authenticationMode API or API_AND_CONFIG_MAP");
    }
    for (const mappings of ["roleMappings", "userMappings"]) {
        if (args[mappings] !== undefined && !usesConfigMap(args)) {
            faults.push(`${mappings}: need authenticationMode CONFIG_MAP or API_AND_CONFIG_MAP`);
        }
    }
    if (args.subnetIds !== undefined && (args.publicSubnetIds ?? args.privateSubnetIds) !== undefined) {
        faults.push("subnetIds: give either these or publicSubnetIds and privateSubnetIds");
    }
    if (args.publicAccessCidrs !== undefined && args.endpointPublicAccess === false) {
        faults.push("publicAccessCidrs: can only be set when endpointPublicAccess is true");
    }
    return faults;
}

function gaps(args: PropertyMap): string[] {
    const faults = UNSUPPORTED.filter((key) => args[key] !== undefined).map(
        (key) => `${key}: not simulated; see simulator/README.md`,
    );
    if (args.vpcId === undefined) {
        faults.push("vpcId: the simulated account has no default VPC; give a VPC");
    }
    const autoMode = args.autoMode !== undefined;
    if (args.skipDefaultNodeGroup !== true && !autoMode) {
        faults.push("skipDefaultNodeGroup: the default node group is not simulated; set this to true");
    }
    return faults;
}

/** Services of AWS that the platform reaches by interface endpoints where the network has no way out. */
export const INTERFACE_ENDPOINTS = [
    "ecr.api",
    "ecr.dkr",
    "sts",
    "ec2",
    "logs",
    "eks",
    "eks-auth",
    "elasticloadbalancing",
    "autoscaling",
    "elasticfilesystem",
    "kms",
    "ssm",
    "ssmmessages",
    "ec2messages",
    "monitoring",
    "sqs",
] as const;

/** A service, as its endpoint is called. */
export type InterfaceEndpoint = (typeof INTERFACE_ENDPOINTS)[number];

/** Without a way out, nodes cannot join and no stack's add-ons work unless these answer inside the VPC. */
const ALWAYS_REQUIRED: readonly InterfaceEndpoint[] = ["ecr.api", "ecr.dkr", "sts", "ec2", "logs", "eks", "eks-auth"];

/** What a shell on nodes by Systems Manager takes, and keys. */
const USUAL: readonly InterfaceEndpoint[] = ["kms", "ssm", "ssmmessages", "ec2messages"];

/** What may call services that not every stack needs. */
export interface EndpointCaller {
    /** The services, as their endpoints are called. @default none */
    readonly calls?: readonly InterfaceEndpoint[];
}

/** The services that must answer inside a network without a way out, in the order of the list. */
export function requiredEndpoints(callers: readonly EndpointCaller[]): readonly InterfaceEndpoint[] {
    const required = [...ALWAYS_REQUIRED, ...callers.flatMap(({ calls = [] }) => calls)];
    return INTERFACE_ENDPOINTS.filter((service) => required.includes(service));
}

/** The endpoints that such a network gets where the stack names none. */
export function usualEndpoints(callers: readonly EndpointCaller[]): readonly InterfaceEndpoint[] {
    const usual = [...requiredEndpoints(callers), ...USUAL];
    return INTERFACE_ENDPOINTS.filter((service) => usual.includes(service));
}

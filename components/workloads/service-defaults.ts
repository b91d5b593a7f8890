import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import type { ServiceFields } from "./service-schema";

type Resources = NonNullable<ServiceFields["resources"]>;
type Port = NonNullable<ServiceFields["ports"]>[number];

/** Fills in what depends on other fields. Completing a complete service changes nothing. */
export function completeService({ port, ...fields }: ServiceFields) {
    const portDefaultName = fields.kind === "stateful" ? "tcp" : "http";
    return {
        ...fields,
        ports: (fields.ports ?? (port === undefined ? [] : [{ port }])).map((entry) =>
            completePort(entry, portDefaultName),
        ),
        replicas: fields.autoscaling ? undefined : (fields.replicas ?? (fields.kind === "stateful" ? 1 : 2)),
        resources: completeResources(fields.resources),
        credentials: Object.fromEntries(
            Object.entries(fields.credentials).map(([name, credential]) => [name, completeCredential(credential)]),
        ),
    };
}

function completePort(entry: Port, defaultName: string) {
    const name = entry.name ?? defaultName;
    const appProtocol = entry.appProtocol ?? (/^http(-|$)/.test(name) ? "http" : undefined);
    return { name, port: entry.port, ...(appProtocol !== undefined && { appProtocol }) };
}

function completeCredential(credential: ServiceFields["credentials"][string]) {
    return credential.value ? credential : { ...credential, length: credential.length ?? 32 };
}

/** Memory is limited to what is requested, since it cannot be taken back; CPU may be shared up to a core. */
function completeResources({ requests, limits }: Resources = { requests: {}, limits: {} }) {
    return {
        requests: {
            cpu: requests.cpu ?? least("100m", limits.cpu),
            memory: requests.memory ?? limits.memory ?? "256Mi",
        },
        limits: {
            cpu: limits.cpu ?? most("1", requests.cpu),
            memory: limits.memory ?? requests.memory ?? "512Mi",
        },
    };
}

function least(standard: string, other: string | undefined): string {
    return other !== undefined && (parseQuantity(other) ?? 0) < (parseQuantity(standard) ?? 0) ? other : standard;
}

function most(standard: string, other: string | undefined): string {
    return other !== undefined && (parseQuantity(other) ?? 0) > (parseQuantity(standard) ?? 0) ? other : standard;
}

import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import type { CommonFields } from "./common-fields";

type Resources = NonNullable<CommonFields["resources"]>;

/** The common fields of a service with every default filled in. */
export type CommonSpec = Omit<CommonFields, "resources"> &
    ReturnType<typeof completeCommon> & {
        /** The name of its kind. */
        readonly kind: string;
    };

/** Fills in what depends on other fields. Completing what is complete changes nothing. */
export function completeCommon({ resources, credentials }: Pick<CommonFields, "resources" | "credentials">) {
    return {
        resources: completeResources(resources),
        credentials: Object.fromEntries(
            Object.entries(credentials).map(([name, credential]) => [name, completeCredential(credential)]),
        ),
    };
}

function completeCredential(credential: CommonFields["credentials"][string]) {
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

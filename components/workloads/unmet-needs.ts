import * as pulumi from "@pulumi/pulumi";
import { show } from "../../core/faults/fault";
import type { Expose, Storage } from "./service-parts";

/** What a service needs of its platform. */
export interface Needs {
    /** Its volume. @default none */
    readonly storage?: Pick<Storage, "tier"> | undefined;
    /** How clients outside the cluster reach it. @default they do not */
    readonly expose?: Expose | undefined;
}

/** What a platform has. */
export interface Offer {
    /** Names of its storage tiers. @default not known: none is missed */
    readonly tiers?: readonly string[] | undefined;
    /** Whether it has an ingress. @default not known: none is missed */
    readonly hasIngress?: boolean | undefined;
}

/** Something that a service needs and its platform does not have. */
export interface UnmetNeed {
    /** What is missing. */
    readonly lack: "tier" | "ingress";
    /** Where the service asks for it, below the service. */
    readonly path: readonly string[];
    /** What stands there. */
    readonly received: unknown;
    /** What could stand there. */
    readonly allowed: string;
}

/** What to do about it in a program; a stack's file has advice of its own. */
const ADVICE = {
    tier: "Name one of these tiers, or add it to the platform's storage.",
    ingress: "Enable the ingress, or remove expose.",
} as const;

/** What a service needs and its platform does not have. */
export function unmetNeeds({ storage, expose }: Needs, { tiers, hasIngress }: Offer): UnmetNeed[] {
    const unmet: UnmetNeed[] = [];
    if (storage && tiers?.includes(storage.tier) === false) {
        const allowed = tiers.join(" or ") || "nothing: there is no storage tier";
        unmet.push({ lack: "tier", path: ["storage", "tier"], received: storage.tier, allowed });
    }
    if (expose && hasIngress === false) {
        unmet.push({ lack: "ingress", path: ["expose"], received: expose, allowed: "nothing: there is no ingress" });
    }
    return unmet;
}

/** What a {@link pulumi.InputPropertyError} says of an unmet need. */
export function reasonOf({ lack, received, allowed }: UnmetNeed): string {
    return `received ${show(received)}; allowed: ${allowed}. ${ADVICE[lack]}`;
}

/**
 * For components that a program makes without an application around them.
 *
 * @param name the name of the service
 * @throws pulumi.InputPropertyError with the first need that is not met
 */
export function requireMet(name: string, needs: Needs, offer: Offer): void {
    const [first] = unmetNeeds(needs, offer);
    if (first) {
        const propertyPath = ["description", ...first.path].join(".");
        throw new pulumi.InputPropertyError({ propertyPath, reason: `${name}: ${reasonOf(first)}` });
    }
}

import type * as z from "zod";
import type { Report } from "../../schema/report";

/** The kinds of service. One that has no definition, or no component, does not compile. */
export const KIND_NAMES = ["microservice", "stateful", "cron", "task"] as const;

/** The name of a kind of service. */
export type Kind = (typeof KIND_NAMES)[number];

/** The pods of a service that a namespace's quota must have room for. */
export interface PodCount {
    /** As many as there are while nothing happens. */
    readonly least: number;
    /** As many as an autoscaler may make. */
    readonly most: number;
    /** Those that an update starts before it stops others. */
    readonly surge: number;
}

/**
 * What there is to know of a kind of service before anything is made; `makers.ts` has its component.
 *
 * @typeParam Spec a service of the kind, with every default filled in
 */
export interface KindDefinition<Spec> {
    /** Its fields, the checks across them, and its defaults. The key `kind` describes it in one sentence. */
    readonly schema: z.core.$ZodTypeDiscriminable;
    /** The names of its fields. */
    readonly fields: readonly string[];
    /** The type of its component. */
    readonly componentType: string;
    /** Whether what connects to it starts after it and is gone before it. */
    readonly keepsData: boolean;
    /** After which of those that it connects to it starts, apart from the services that it needs. */
    readonly startsAfter: "none" | "those that keep data" | "all";
    /** Whether it ends by itself, so that others can need it. */
    readonly ends: boolean;
    /** Whether an application's number of replicas is its own where it says none. */
    readonly followsReplicas: boolean;
    /** The pods that it asks for. */
    pods(spec: Spec): PodCount;
    /** What a table of services shows of it beside its name, kind and image. */
    summary(spec: Spec): ServiceFacts;
}

/** What a table of services shows of one. */
export interface ServiceFacts {
    /** Pods asked for; with autoscaling the fewest. @default none: it runs at times */
    readonly replicas?: number;
    /** The main port. @default none: nobody connects to it */
    readonly port?: number;
    /** When it runs, as a CronJob's schedule says it. @default it has no schedule */
    readonly schedule?: string;
    /** The zone whose time the schedule means, such as `Europe/Berlin`. @default it has no schedule */
    readonly timeZone?: string;
    /** Set where no run starts. @default runs start */
    readonly suspended?: true;
}

/** Checks across a kind's fields. */
export interface FieldChecks<Fields> {
    /** The fields that were found sound, each by itself. */
    readonly fields: Partial<Fields>;
    /** Takes what is wrong. */
    readonly report: Report;
    /** Whether nothing was found wrong with a field. */
    isSound(field: keyof Fields): boolean;
}

import type * as pulumi from "@pulumi/pulumi";
import type { IngressArgs } from "../exposure";
import type { ServiceArgs } from "../service-args";
import { CronTask } from "./cron/cron-task";
import type { Kind } from "./definition";
import { Microservice } from "./microservice/microservice";
import { StatefulService } from "./stateful/stateful-service";
import type { StorageClasses } from "./stateful/volume-claims";
import { Task } from "./task/task";

/** What the platform offers to the services of an application. */
export interface PlatformOffer {
    /** StorageClass of each storage tier; null for the cluster's default class. */
    readonly storageClasses: StorageClasses;
    /** Whether volumes outlive the application. Without it, removing the application removes its data. */
    readonly retainVolumes: boolean;
    /** The platform's ingress. Required where a service has `expose`. @default none */
    readonly ingress?: IngressArgs | undefined;
}

type Maker<K extends Kind> = (
    name: string,
    args: ServiceArgs<K>,
    offer: PlatformOffer,
    options: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** The component of each kind. */
const MAKERS: { readonly [K in Kind]: Maker<K> } = {
    microservice: (name, args, { ingress }, options) => new Microservice(name, { ...args, ingress }, options),
    stateful: (name, args, { storageClasses, retainVolumes }, options) =>
        new StatefulService(name, { ...args, storageClasses, retainVolumes }, options),
    cron: (name, args, _, options) => new CronTask(name, args, options),
    task: (name, args, _, options) => new Task(name, args, options),
};

/** Makes a service of a kind. */
export function makeService<K extends Kind>(kind: K, ...[name, args, offer, options]: Parameters<Maker<K>>) {
    return MAKERS[kind](name, args, offer, options);
}

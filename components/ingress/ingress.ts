import * as pulumi from "@pulumi/pulumi";
import type { PlatformConfig } from "../config";
import { INGRESS_CONTROLLERS } from "./controllers";

/** Arguments of an {@link Ingress}. */
export interface IngressArgs {
    /** The section of the configuration. */
    readonly ingress: PlatformConfig["ingress"];
}

/** The way of requests from outside into the cluster: what its add-ons have in common, which are its children. */
export class Ingress extends pulumi.ComponentResource {
    /** Name of the default IngressClass. */
    readonly className: string;
    /** Namespace of the controller, whose pods may reach exposed services. */
    readonly controllerNamespace: string;

    constructor(name: string, { ingress }: IngressArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:ingress:Ingress", name, ingress, opts);
        this.className = ingress.controller;
        this.controllerNamespace = INGRESS_CONTROLLERS[ingress.controller].namespace;
        this.registerOutputs({ className: this.className });
    }
}

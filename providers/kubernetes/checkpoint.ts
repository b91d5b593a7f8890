import { createHash } from "node:crypto";
import { mapAt, type PropertyMap, stringAt, UNKNOWN } from "../../core/engine/values";
import type { KubeObject } from "./object";
import { toProperties } from "./properties";

/**
 * The state of an object: the live object without its bookkeeping, and beside it what the official provider keeps
 * (`__inputs`, `__initialApiVersion`, `__fieldManager`), so that either provider can go on from the other's state.
 */
export function checkpoint(live: KubeObject, inputs: PropertyMap, manager: string): PropertyMap {
    const { managedFields: _managedFields, ...metadata } = live.metadata;
    return {
        ...toProperties({ ...live, metadata }, inputs),
        __inputs: inputs,
        __initialApiVersion: live.apiVersion,
        __fieldManager: manager,
    };
}

/** The state of an object that a preview would make: nothing in it that only the real object will have. */
export function previewCheckpoint(object: KubeObject, inputs: PropertyMap, manager: string): PropertyMap {
    const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, ...metadata } = object.metadata;
    const { status: _status, ...rest } = object;
    const state = checkpoint({ ...rest, metadata }, inputs, manager);
    if (object.kind !== "Service" || object.apiVersion !== "v1") {
        return state;
    }
    return { ...state, spec: withoutDrawnAddresses(mapAt(state, "spec"), mapAt(inputs, "spec")) };
}

/** A dry run draws a cluster address for a Service, and the update draws another. */
function withoutDrawnAddresses(spec: PropertyMap, inputs: PropertyMap): PropertyMap {
    if (inputs.clusterIP !== undefined || inputs.clusterIPs !== undefined || inputs.type === "ExternalName") {
        return spec;
    }
    return { ...spec, clusterIP: UNKNOWN, clusterIPs: UNKNOWN };
}

/**
 * Who owns the fields of a resource: the annotation `pulumi.com/patchFieldManager`, else whoever applied them first, else a
 * manager of the resource's own, so that taking back one of two patches leaves the other alone.
 */
export function managerOf(inputs: PropertyMap, state: PropertyMap | undefined, urn: string): string {
    const annotations = mapAt(mapAt(inputs, "metadata"), "annotations");
    return (
        stringAt(annotations, "pulumi.com/patchFieldManager") ??
        (state && stringAt(state, "__fieldManager")) ??
        `pulumi-kubernetes-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`
    );
}

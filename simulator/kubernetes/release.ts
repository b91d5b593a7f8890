import type { CheckRequest, CheckResult } from "../../core/engine/provider";
import { mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import type { Identity } from "../../core/identity";
import { autoname } from "../resource/autoname";

/** What the official provider fills in; see `ReleaseArgs` of `@pulumi/kubernetes/helm/v3`. */
const DEFAULTS: PropertyMap = { namespace: "default", timeout: 300, values: {} };

/** A release is one resource: Helm, not the engine, knows the objects of the chart. */
export function checkRelease(request: CheckRequest, namespace: string | undefined, identity: Identity): CheckResult {
    const inputs: PropertyMap = { ...DEFAULTS, ...(namespace !== undefined && { namespace }), ...request.news };
    const failures =
        inputs.chart === undefined ? [{ property: "chart", reason: "missing required property 'chart'" }] : [];
    return { inputs: autoname(request, inputs, { property: "name", prefix: request.name, identity }), failures };
}

/** `namespace/name`. */
export function releaseId(inputs: PropertyMap): string {
    return `${stringAt(inputs, "namespace")}/${stringAt(inputs, "name")}`;
}

/** A release that was installed well. What the chart contains stays unknown to the simulator. */
export function reportRelease(inputs: PropertyMap): PropertyMap {
    const { __defaults, ...given } = inputs;
    return {
        atomic: false,
        cleanupOnFail: false,
        createNamespace: false,
        skipAwait: false,
        skipCrds: false,
        waitForJobs: false,
        ...given,
        values: mapAt(inputs, "values"),
        resourceNames: {},
        status: {
            appVersion: stringAt(inputs, "version") ?? "",
            chart: stringAt(inputs, "chart") ?? "",
            name: stringAt(inputs, "name") ?? "",
            namespace: stringAt(inputs, "namespace") ?? "",
            revision: 1,
            status: "deployed",
            version: stringAt(inputs, "version") ?? "",
        },
    };
}

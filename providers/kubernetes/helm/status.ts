import { parseAllDocuments } from "yaml";
import { isJsonObject, type JsonObject } from "../object";
import { HelmError } from "./cli";
import type { Helm } from "./workspace";

/** What helm knows of a release. */
export interface ReleaseState {
    /** For example `deployed`, `failed`, `pending-upgrade`. */
    readonly status: string;
    /** Counts the installs, upgrades and rollbacks, from 1. */
    readonly revision: number;
    /** What helm says of the last operation, for example why it failed. */
    readonly description: string;
    /** Name of the chart. */
    readonly chart: string;
    readonly chartVersion: string;
    /** Version of what the chart installs. */
    readonly appVersion: string;
    /** The values that were given to it, without the chart's defaults. */
    readonly values: JsonObject;
    /** The rendered objects, as YAML documents. */
    readonly manifest: string;
}

/** The latest revision of a release, or undefined when there is none. */
export async function releaseState(helm: Helm, name: string, namespace: string): Promise<ReleaseState | undefined> {
    try {
        const arguments_ = [name, "--namespace", namespace, "--output", "json"];
        const status = JSON.parse(await helm(["status", ...arguments_]));
        const metadata = JSON.parse(await helm(["get", "metadata", ...arguments_]));
        return {
            status: status.info?.status ?? "unknown",
            revision: status.version ?? 0,
            description: status.info?.description ?? "",
            chart: metadata.chart ?? "",
            chartVersion: metadata.version ?? "",
            appVersion: metadata.appVersion ?? "",
            values: isJsonObject(status.config) ? status.config : {},
            manifest: status.manifest ?? "",
        };
    } catch (error) {
        if (isNoRelease(error)) {
            return undefined;
        }
        throw error;
    }
}

/** Whether helm failed because it has no such release. */
export function isNoRelease(error: unknown): boolean {
    return error instanceof HelmError && /release: not found/.test(error.output);
}

/** The objects of a manifest by kind, in the official provider's form: `{"Deployment.apps/apps/v1": ["shop/ui"]}`. */
export function resourceNames(manifest: string, namespace: string): Record<string, string[]> {
    const names: Record<string, string[]> = {};
    for (const document of parseAllDocuments(manifest)) {
        const object: unknown = document.toJS();
        if (!isJsonObject(object) || !isJsonObject(object.metadata)) {
            continue;
        }
        const { apiVersion, kind, metadata } = object;
        const group = String(apiVersion).includes("/") ? `.${String(apiVersion).split("/")[0]}` : "";
        const key = `${kind}${group}/${apiVersion}`;
        names[key] = [...(names[key] ?? []), `${metadata.namespace ?? namespace}/${metadata.name}`];
    }
    return names;
}

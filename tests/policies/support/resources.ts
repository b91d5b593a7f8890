import type { RawResource } from "../../../policies/model/resource";
import type { Data } from "./edit";

/** A Kubernetes object by its apiVersion and kind, in the namespace `shop` unless it says otherwise. */
export function object(apiVersion: string, kind: string, fields: Data): RawResource {
    const version = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
    const metadata = { name: "web", namespace: "shop", ...(fields.metadata as Data | undefined) };
    return { type: `kubernetes:${version}:${kind}`, name: "web", props: { apiVersion, kind, ...fields, metadata } };
}

/** A resource of another package by its type. */
export function resource(type: string, props: Data, extra: Partial<RawResource> = {}): RawResource {
    return { type, name: "web", props, ...extra };
}

/** An IAM policy document with one statement. */
export function policy(statement: Data): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

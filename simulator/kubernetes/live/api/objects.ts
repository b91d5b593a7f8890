import type { KubeObject, ObjectReference } from "../object";
import type { ApiClient } from "./client";
import { apiRoot, Discovery, type ServedKind } from "./discovery";
import { ApiError, isNamespaceMissing, isNotFound, NoMatchError } from "./errors";
import { withRetry } from "./retry";

export interface ApplyOptions {
    readonly fieldManager: string;
    /** Let the server check and default the object without storing it. */
    readonly dryRun: boolean;
    readonly signal: AbortSignal;
}

export type Propagation = "Foreground" | "Background" | "Orphan";

/** Objects of any kind on one cluster. Every call tries again while the server is briefly unwell. */
export class ObjectApi {
    readonly discovery: Discovery;

    constructor(readonly client: ApiClient) {
        this.discovery = new Discovery(client);
    }

    /** Of Kubernetes, for example `v1.35.0`. */
    async serverVersion(signal: AbortSignal): Promise<string> {
        const { gitVersion } = await this.client.send<{ gitVersion: string }>({
            method: "GET",
            path: "/version",
            signal,
        });
        return gitVersion;
    }

    /** The live object, or undefined when it does not exist. */
    async get(reference: ObjectReference, signal: AbortSignal): Promise<KubeObject | undefined> {
        const path = await this.path(reference, signal);
        try {
            return await withRetry(() => this.client.send<KubeObject>({ method: "GET", path, signal }), signal);
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }

    async list(
        reference: Omit<ObjectReference, "name">,
        query: Readonly<Record<string, string>>,
        signal: AbortSignal,
    ): Promise<{ items: KubeObject[]; resourceVersion: string }> {
        const path = await this.path({ ...reference, name: "" }, signal);
        const answer = await withRetry(
            () =>
                this.client.send<{ items: KubeObject[]; metadata: { resourceVersion: string } }>({
                    method: "GET",
                    path,
                    query,
                    signal,
                }),
            signal,
        );
        return { items: answer.items, resourceVersion: answer.metadata.resourceVersion };
    }

    /**
     * Server-side apply, which creates the object or takes over exactly the fields it names.
     * Waits briefly for a namespace or a custom resource definition that is just being created.
     *
     * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
     */
    async apply(object: KubeObject, options: ApplyOptions): Promise<KubeObject> {
        const { fieldManager, dryRun, signal } = options;
        const query = { fieldManager, force: "true", fieldValidation: "Strict", ...(dryRun ? { dryRun: "All" } : {}) };
        return withRetry(
            async () => {
                const path = await this.path(referenceTo(object), signal);
                const contentType = "application/apply-patch+yaml";
                return this.client.send<KubeObject>({
                    method: "PATCH",
                    path,
                    query,
                    body: object,
                    contentType,
                    signal,
                });
            },
            signal,
            (error) => !dryRun && (error instanceof NoMatchError || isNamespaceMissing(error) || isRace(error)),
        );
    }

    /** Creates an object in a dry run, which runs every admission check that an apply of its parts would not. */
    async rehearse(object: KubeObject, signal: AbortSignal): Promise<void> {
        const path = await this.path({ ...referenceTo(object), name: "" }, signal);
        await this.client.send({ method: "POST", path, query: { dryRun: "All" }, body: object, signal });
    }

    /** Asks for the deletion of this very object, by uid, so that a namesake made since is left alone. */
    async delete(
        reference: ObjectReference,
        uid: string | undefined,
        propagationPolicy: Propagation,
        signal: AbortSignal,
    ): Promise<void> {
        const path = await this.path(reference, signal);
        const body = { propagationPolicy, ...(uid === undefined ? {} : { preconditions: { uid } }) };
        await withRetry(() => this.client.send({ method: "DELETE", path, body, signal }), signal);
    }

    kindOf(apiVersion: string, kind: string, signal: AbortSignal): Promise<ServedKind> {
        return this.discovery.find(apiVersion, kind, signal);
    }

    /** The path of an object, or of its collection when the name is empty. */
    async path(reference: ObjectReference, signal: AbortSignal): Promise<string> {
        const { plural, namespaced } = await this.kindOf(reference.apiVersion, reference.kind, signal);
        const parts = [apiRoot(reference.apiVersion)];
        if (namespaced && reference.namespace) parts.push("namespaces", encodeURIComponent(reference.namespace));
        parts.push(plural);
        if (reference.name) parts.push(encodeURIComponent(reference.name));
        return parts.join("/");
    }
}

/** Two writers met: somebody else created or changed the object in the same instant. */
function isRace(error: unknown): boolean {
    return error instanceof ApiError && error.status === 409;
}

export function referenceTo(object: KubeObject): ObjectReference {
    const { name, namespace } = object.metadata;
    return { apiVersion: object.apiVersion, kind: object.kind, namespace, name: name ?? "" };
}

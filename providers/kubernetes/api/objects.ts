import type { KubeObject, ObjectReference } from "../object";
import type { ApiClient } from "./client";
import { apiRoot, Discovery, type ServedKind } from "./discovery";
import {
    ApiError,
    isFieldConflict,
    isNamespaceMissing,
    isNotFound,
    isTransient,
    isUndone,
    NoMatchError,
} from "./errors";
import { withRetry } from "./retry";

/** How an object is created. */
export interface WriteOptions {
    /** Who owns the fields that are written. */
    readonly fieldManager: string;
    /** Let the server check and default the object without storing it. */
    readonly dryRun: boolean;
    /** Ends the tries. A create that was sent is waited for. */
    readonly signal: AbortSignal;
}

/** How an object is applied. */
export interface ApplyOptions extends WriteOptions {
    /** Take over fields that somebody else owns; without it the server refuses to change them. */
    readonly force: boolean;
}

/** What becomes of an object's dependents: they go first, they go later, they stay. */
export type Propagation = "Foreground" | "Background" | "Orphan";

/** Objects of any kind on one cluster. Every call tries again while the server is briefly unwell. */
export class ObjectApi {
    /** Which kinds the cluster serves. */
    readonly discovery: Discovery;

    constructor(/** For what is no object, such as watches. */ readonly client: ApiClient) {
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
            if (isNotFound(error)) {
                return undefined;
            }
            throw error;
        }
    }

    /** The objects of a collection that fit a query, and the version of the list, from which a watch goes on. */
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
     * Creates an object; one of that name that is there already is refused (409 `AlreadyExists`).
     * Waits briefly for a namespace or a custom resource definition that is just being created.
     */
    async create(object: KubeObject, { fieldManager, dryRun, signal }: WriteOptions): Promise<KubeObject> {
        const query = { fieldManager, fieldValidation: "Strict", ...(dryRun ? { dryRun: "All" } : {}) };
        return withRetry(
            async () => {
                const path = await this.path({ ...referenceTo(object), name: "" }, signal);
                // Broken off half way, it may have made an object of which the engine never hears.
                const { signal: patient } = new AbortController();
                return this.client.send<KubeObject>({ method: "POST", path, query, body: object, signal: patient });
            },
            signal,
            {
                // An answer that was lost may have been a success, and a second try would meet the object of the first.
                retries: (error) => isUndone(error) || (!dryRun && isPremature(error)),
            },
        );
    }

    /**
     * Server-side apply, which creates the object or takes over exactly the fields it names.
     * Waits briefly for a namespace or a custom resource definition that is just being created.
     *
     * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
     */
    async apply(object: KubeObject, { fieldManager, force, dryRun, signal }: ApplyOptions): Promise<KubeObject> {
        const query = {
            fieldManager,
            force: String(force),
            fieldValidation: "Strict",
            ...(dryRun ? { dryRun: "All" } : {}),
        };
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
            { retries: (error) => isTransient(error) || (!dryRun && (isPremature(error) || isRace(error))) },
        );
    }

    /** Carries out a JSON patch (RFC 6902) on an object. */
    async patchJson(reference: ObjectReference, body: readonly object[], signal: AbortSignal): Promise<void> {
        const path = await this.path(reference, signal);
        const contentType = "application/json-patch+json";
        await withRetry(() => this.client.send({ method: "PATCH", path, body, contentType, signal }), signal);
    }

    /** Creates an object in a dry run, which runs every admission check that an apply of its parts would not. */
    async rehearse(object: KubeObject, signal: AbortSignal): Promise<void> {
        const path = await this.path({ ...referenceTo(object), name: "" }, signal);
        await this.client.send({ method: "POST", path, query: { dryRun: "All" }, body: object, signal });
    }

    /** Asks for the deletion of an object. @returns the uid of what goes, where the server says it */
    async delete(
        reference: ObjectReference,
        propagationPolicy: Propagation,
        signal: AbortSignal,
    ): Promise<string | undefined> {
        const path = await this.path(reference, signal);
        const { metadata, details } = await withRetry(
            () => this.client.send<DeleteAnswer>({ method: "DELETE", path, body: { propagationPolicy }, signal }),
            signal,
        );
        return metadata?.uid ?? details?.uid;
    }

    /** @throws NoMatchError when the cluster does not serve the kind */
    kindOf(apiVersion: string, kind: string, signal: AbortSignal): Promise<ServedKind> {
        return this.discovery.find(apiVersion, kind, signal);
    }

    /** The path of an object, or of its collection when the name is empty. */
    async path(reference: ObjectReference, signal: AbortSignal): Promise<string> {
        const { plural, namespaced } = await this.kindOf(reference.apiVersion, reference.kind, signal);
        const parts = [apiRoot(reference.apiVersion)];
        if (namespaced && reference.namespace) {
            parts.push("namespaces", encodeURIComponent(reference.namespace));
        }
        parts.push(plural);
        if (reference.name) {
            parts.push(encodeURIComponent(reference.name));
        }
        return parts.join("/");
    }
}

/** The object while finalizers hold it, else a status that names it. */
interface DeleteAnswer {
    readonly metadata?: { readonly uid?: string };
    readonly details?: { readonly uid?: string };
}

/** What the object needs is just being made. */
function isPremature(error: unknown): boolean {
    return error instanceof NoMatchError || isNamespaceMissing(error);
}

/** Two writers met: somebody else created or changed the object in the same instant. A conflict of owners stays one. */
export function isRace(error: unknown): boolean {
    return error instanceof ApiError && error.status === 409 && !isFieldConflict(error);
}

/** What names this object. */
export function referenceTo(object: KubeObject): ObjectReference {
    const { name, namespace } = object.metadata;
    return { apiVersion: object.apiVersion, kind: object.kind, namespace, name: name ?? "" };
}

import { groupOf, isJsonObject, type JsonObject } from "../object";
import type { ApiClient } from "./client";
import { isNotFound, NoMatchError } from "./errors";
import { withRetry } from "./retry";

/** How the API server serves a kind. */
export interface ServedKind {
    /** For example `deployments`. */
    readonly plural: string;
    /** Whether its objects live in namespaces. */
    readonly namespaced: boolean;
}

/** Which kinds the cluster serves, asked once per group and version, and again when a kind is missing. */
export class Discovery {
    private readonly versions = new Map<string, Promise<ReadonlyMap<string, ServedKind>>>();

    constructor(private readonly client: ApiClient) {}

    /** @throws NoMatchError when the cluster does not serve the kind. */
    async find(apiVersion: string, kind: string, signal: AbortSignal): Promise<ServedKind> {
        const known = await this.versions.get(apiVersion);
        const found = known?.get(kind) ?? (await this.ask(apiVersion, signal)).get(kind);
        if (!found) {
            throw new NoMatchError(apiVersion, kind);
        }
        return found;
    }

    private ask(apiVersion: string, signal: AbortSignal): Promise<ReadonlyMap<string, ServedKind>> {
        const answer = withRetry(() => this.fetch(apiVersion, signal), signal);
        this.versions.set(apiVersion, answer);
        answer.catch(() => this.versions.delete(apiVersion));
        return answer;
    }

    private async fetch(apiVersion: string, signal: AbortSignal): Promise<ReadonlyMap<string, ServedKind>> {
        try {
            const path = apiRoot(apiVersion);
            const list = await this.client.send<{ resources: JsonObject[] }>({ method: "GET", path, signal });
            return new Map(list.resources.flatMap(servedKind));
        } catch (error) {
            if (isNotFound(error)) {
                return new Map();
            }
            throw error;
        }
    }
}

/** `/api/v1` for the core group, `/apis/<group>/<version>` for the others. */
export function apiRoot(apiVersion: string): string {
    return groupOf(apiVersion) === "" ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
}

function servedKind(resource: JsonObject): [string, ServedKind][] {
    const { name, kind, namespaced } = resource;
    // `deployments/scale` and its like are parts of a resource under the kind of another.
    if (!isJsonObject(resource) || typeof name !== "string" || typeof kind !== "string" || name.includes("/")) {
        return [];
    }
    return [[kind, { plural: name, namespaced: namespaced === true }]];
}

import { request } from "node:https";
import type { ServerAccess } from "./kubeconfig";

/** An answer of the API server. */
export interface ApiAnswer {
    readonly status: number;
    readonly body: string;
}

/**
 * One request to the API server. The full client library takes most of a second to load; starting and looking for a
 * running control plane need no more than this.
 * @throws when the server cannot be reached or does not answer within five seconds
 */
export function callApi(
    access: ServerAccess,
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    body?: object,
    accept = "application/json",
): Promise<ApiAnswer> {
    return new Promise((done, fail) => {
        const call = request(new URL(path, access.server), {
            method,
            ca: access.authority,
            agent: false,
            timeout: 5000,
            headers: { accept, authorization: `Bearer ${access.token}`, "content-type": "application/json" },
        });
        call.on("timeout", () => call.destroy(new Error(`${access.server}${path} did not answer within 5 s`)));
        call.on("error", fail);
        call.on("response", (response) => {
            let text = "";
            response.setEncoding("utf8");
            response.on("data", (chunk: string) => {
                text += chunk;
            });
            response.on("error", fail);
            response.on("end", () => done({ status: response.statusCode ?? 0, body: text }));
        });
        call.end(body && JSON.stringify(body));
    });
}

/** Whether the API server serves requests (`/readyz`). */
export async function isApiReady(access: ServerAccess): Promise<boolean> {
    try {
        return (await callApi(access, "GET", "/readyz")).status === 200;
    } catch {
        return false;
    }
}

/**
 * Reads an object, undefined when it does not exist.
 *
 * @param accept the form that is asked for. @default the object as it is
 */
export async function getObject<T>(access: ServerAccess, path: string, accept?: string): Promise<T | undefined> {
    const answer = await callApi(access, "GET", path, undefined, accept);
    if (answer.status === 404) {
        return undefined;
    }
    if (answer.status !== 200) {
        throw new Error(`GET ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
    }
    return JSON.parse(answer.body) as T;
}

/** Creates an object in a collection; one that exists already is left as it is. */
export async function createObject(access: ServerAccess, collection: string, object: object): Promise<void> {
    const answer = await callApi(access, "POST", collection, object);
    if (answer.status !== 201 && answer.status !== 409) {
        throw new Error(`POST ${collection}: ${answer.status} ${answer.body.slice(0, 300)}`);
    }
}

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalCluster, startControlPlane, stopControlPlane } from "../../local";
import { callApi, createObject, getObject } from "../../local/api";
import { readCredentials } from "../../local/credentials";

/** For hooks that need the tools: those that are not cached yet are built first. */
export const TOOLS_LIMIT_MS = 20 * 60_000;

/** A control plane of a test file's own, in a temporary EKS_PLATFORM_HOME. */
export interface TestPlane {
    readonly cluster: LocalCluster;
    /** Its data, known to no other process. */
    readonly directory: string;
    /** Reads an object by its path, for example `/api/v1/nodes/node-a`; undefined when it does not exist. */
    get<T>(path: string): Promise<T | undefined>;
    /** Creates an object in a collection, for example `/api/v1/namespaces`. */
    create(collection: string, object: object): Promise<void>;
    /** What the server answers to the creation of an object; with another token, to whoever holds it. */
    tryCreate(collection: string, object: object, token?: string): Promise<{ status: number; message: string }>;
    /** Runs kubectl against it, with what it reads from its standard input. @returns what it prints */
    kubectl(args: readonly string[], input?: string): string;
    /** Deletes an object by its path. */
    remove(path: string): Promise<void>;
}

/** Gives the tests of the surrounding `describe` an empty EKS_PLATFORM_HOME; what runs in it at the end is ended. */
export function useTemporaryHome(): { readonly directory: () => string } {
    let home: string | undefined;
    const earlier = process.env.EKS_PLATFORM_HOME;
    before(async () => {
        home = await mkdtemp(join(tmpdir(), "eks-platform-test-"));
        process.env.EKS_PLATFORM_HOME = home;
    });
    after(async function () {
        this.timeout(30_000);
        await stopControlPlane();
        if (earlier === undefined) {
            delete process.env.EKS_PLATFORM_HOME;
        } else {
            process.env.EKS_PLATFORM_HOME = earlier;
        }
        if (home) {
            await rm(home, { recursive: true, force: true });
        }
    });
    return {
        directory: () => {
            if (!home) {
                throw new Error("the temporary home exists inside tests and hooks only");
            }
            return join(home, "local");
        },
    };
}

/** Starts a control plane for the tests of the surrounding `describe`, which share it, and stops it after them. */
export function usePlane(): () => TestPlane {
    const { directory } = useTemporaryHome();
    let plane: TestPlane | undefined;
    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        plane = await connect(await startControlPlane(), directory());
    });
    return () => {
        if (!plane) {
            throw new Error("the control plane runs inside tests and hooks only");
        }
        return plane;
    };
}

async function connect(cluster: LocalCluster, directory: string): Promise<TestPlane> {
    const credentials = await readCredentials(directory);
    if (!credentials) {
        throw new Error(`no credentials in ${directory}`);
    }
    const access = { server: cluster.server, authority: credentials.authority, token: credentials.tokens.admin };
    return {
        cluster,
        directory,
        get: (path) => getObject(access, path),
        create: (collection, object) => createObject(access, collection, object),
        tryCreate: async (collection, object, token = access.token) => {
            const { status, body } = await callApi({ ...access, token }, "POST", collection, object);
            return { status, message: (JSON.parse(body) as { message?: string }).message ?? "" };
        },
        kubectl: (args, input = "") =>
            execFileSync("kubectl", ["--kubeconfig", cluster.kubeconfigPath, ...args], { input, encoding: "utf8" }),
        remove: async (path) => {
            const { status, body } = await callApi(access, "DELETE", path);
            if (status >= 300) {
                throw new Error(`DELETE ${path}: ${status} ${body}`);
            }
        },
    };
}

/** Skips a test on machines that have no kubectl. */
export function requireKubectl(context: Mocha.Context): void {
    if (spawnSync("kubectl", ["version", "--client"]).status !== 0) {
        context.skip();
    }
}

/** Asks again until the answer is not undefined. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, limitMs = 20_000): Promise<T> {
    const deadline = Date.now() + limitMs;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) {
            return answer;
        }
        if (Date.now() > deadline) {
            throw new Error(`not within ${limitMs / 1000} s: ${what}`);
        }
        await sleep(50);
    }
}

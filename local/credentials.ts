import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createAuthority, issueCertificate } from "./certificates";
import { ensurePrivateDirectory, readIfPresent, writePrivateFile } from "./files";

/** Address of the `kubernetes` Service: the first one of the Service range. */
export const serviceRange = { cidr: "10.100.0.0/16", kubernetes: "10.100.0.1" } as const;

/** The static users of the control plane and their groups. Each has its own random token. */
const users = {
    admin: "system:masters",
    "system:kube-controller-manager": "",
    "system:kube-scheduler": "",
    "system:kwok-controller": "",
} as const;

export type PlaneUser = keyof typeof users;

const dayMs = 86_400_000;

/** The control plane's certificates, keys and tokens. */
export interface Credentials {
    /** The authority's certificate, PEM. */
    readonly authority: string;
    readonly tokens: Readonly<Record<PlaneUser, string>>;
}

/** The folder of the credentials; it exists whole or not at all. */
export function credentialsDirectory(directory: string): string {
    return join(directory, "credentials");
}

/** The file that holds one credential, for example `apiserver.crt`. */
export function credentialFile(directory: string, name: string): string {
    return join(credentialsDirectory(directory), name);
}

/** The credentials of the control plane in `directory`, or undefined when there are none that can be used. */
export async function readCredentials(directory: string): Promise<Credentials | undefined> {
    const authority = await readIfPresent(credentialFile(directory, "ca.crt"));
    const lines = (await readIfPresent(credentialFile(directory, "tokens.csv")))?.split("\n") ?? [];
    const tokens = Object.fromEntries(
        Object.keys(users).map((user) => [user, lines.find((line) => line.split(",")[1] === user)?.split(",")[0]]),
    );
    const usable = authority !== undefined && isCurrent(authority) && !Object.values(tokens).includes(undefined);
    return usable ? { authority, tokens: tokens as Record<PlaneUser, string> } : undefined;
}

function isCurrent(certificate: string): boolean {
    try {
        return Date.parse(new X509Certificate(certificate).validTo) - Date.now() > dayMs;
    } catch {
        return false;
    }
}

/**
 * Reads the credentials and makes them when they are missing or about to expire. They are written to a folder of their own
 * that is renamed when it is complete, so that a killed run leaves none or all of them.
 */
export async function ensureCredentials(directory: string): Promise<Credentials> {
    const existing = await readCredentials(directory);
    if (existing) return existing;

    const target = credentialsDirectory(directory);
    const draft = `${target}.draft`;
    await rm(draft, { recursive: true, force: true });
    await ensurePrivateDirectory(draft);
    for (const [name, content] of Object.entries(await createFiles()))
        await writePrivateFile(join(draft, name), content);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);

    const made = await readCredentials(directory);
    if (!made) throw new Error(`the credentials just written to ${target} cannot be read back`);
    return made;
}

async function createFiles(): Promise<Record<string, string>> {
    const authority = await createAuthority("eks-platform-local");
    const apiserver = await issueCertificate(authority, {
        commonName: "kube-apiserver",
        usages: ["server"],
        dnsNames: [
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
        ],
        addresses: ["127.0.0.1", serviceRange.kubernetes],
    });
    // The member's peer port checks clients too: without it any local user could read the data as a peer.
    const etcd = await issueCertificate(authority, {
        commonName: "etcd",
        usages: ["server", "client"],
        dnsNames: ["localhost"],
        addresses: ["127.0.0.1"],
    });
    const etcdClient = await issueCertificate(authority, {
        commonName: "kube-apiserver-etcd-client",
        usages: ["client"],
    });
    const serviceAccount = generateKeyPairSync("ec", {
        namedCurve: "P-256",
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    return {
        "ca.crt": authority.certificate,
        "ca.key": authority.key,
        "apiserver.crt": apiserver.certificate,
        "apiserver.key": apiserver.key,
        "etcd.crt": etcd.certificate,
        "etcd.key": etcd.key,
        "etcd-client.crt": etcdClient.certificate,
        "etcd-client.key": etcdClient.key,
        "service-account.pub": serviceAccount.publicKey,
        "service-account.key": serviceAccount.privateKey,
        "tokens.csv": tokenFile(),
    };
}

/** The format of kube-apiserver's `--token-auth-file`: token, user, uid, groups. */
function tokenFile(): string {
    return Object.entries(users)
        .map(([user, group]) => `${randomBytes(32).toString("base64url")},${user},${user},"${group}"\n`)
        .join("");
}

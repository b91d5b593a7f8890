import { generateKeyPairSync, randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createAuthority, issueCertificate } from "./certificates";
import { type Credentials, credentialsDirectory, PLANE_USERS, readCredentials, SERVICE_RANGE } from "./credentials";
import { ensurePrivateDirectory, writePrivateFile } from "./files";

/**
 * Reads the credentials and makes them when they are missing or about to expire. They are written to a folder of their own
 * that is renamed when it is complete, so that a killed run leaves none or all of them.
 */
export async function ensureCredentials(directory: string): Promise<Credentials> {
    const existing = await readCredentials(directory);
    if (existing) {
        return existing;
    }

    const target = credentialsDirectory(directory);
    const draft = `${target}.draft`;
    await rm(draft, { recursive: true, force: true });
    await ensurePrivateDirectory(draft);
    for (const [name, content] of Object.entries(await createFiles())) {
        await writePrivateFile(join(draft, name), content);
    }
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);

    const made = await readCredentials(directory);
    if (!made) {
        throw new Error(`the credentials just written to ${target} cannot be read back`);
    }
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
        addresses: ["127.0.0.1", SERVICE_RANGE.kubernetes],
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
    return Object.entries(PLANE_USERS)
        .map(([user, group]) => `${randomBytes(32).toString("base64url")},${user},${user},"${group}"\n`)
        .join("");
}

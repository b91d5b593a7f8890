import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { readIfPresent } from "./files";

/** Address of the `kubernetes` Service: the first one of the Service range. */
export const SERVICE_RANGE = { cidr: "10.100.0.0/16", kubernetes: "10.100.0.1" } as const;

/** The static users of the control plane and their groups. Each has its own random token. */
export const PLANE_USERS = {
    admin: "system:masters",
    "system:kube-controller-manager": "",
    "system:kube-scheduler": "",
    "system:kwok-controller": "",
} as const;

export type PlaneUser = keyof typeof PLANE_USERS;

const DAY_MS = 86_400_000;

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
        Object.keys(PLANE_USERS).map((user) => [
            user,
            lines.find((line) => line.split(",")[1] === user)?.split(",")[0],
        ]),
    );
    if (authority === undefined || !isCurrent(authority) || Object.values(tokens).includes(undefined)) {
        return undefined;
    }
    const sound = (await Promise.all(CERTIFICATES.map((name) => isSoundPair(directory, name, authority)))).every(
        Boolean,
    );
    if (!sound || !(await isServiceAccountPair(directory))) {
        return undefined;
    }
    return { authority, tokens: tokens as Record<PlaneUser, string> };
}

/** Each has a `.crt` and a `.key`; the authority's own is one of them. */
const CERTIFICATES = ["ca", "apiserver", "etcd", "etcd-client"];

/** A machine that lost power leaves files empty: what cannot be read is made anew, and the cluster's data stays. */
async function isSoundPair(directory: string, name: string, authority: string): Promise<boolean> {
    const certificate = await readIfPresent(credentialFile(directory, `${name}.crt`));
    const key = await readIfPresent(credentialFile(directory, `${name}.key`));
    try {
        const parsed = new X509Certificate(certificate ?? "");
        return (
            parsed.checkPrivateKey(createPrivateKey(key ?? "")) && parsed.checkIssued(new X509Certificate(authority))
        );
    } catch {
        return false;
    }
}

async function isServiceAccountPair(directory: string): Promise<boolean> {
    const own = await readIfPresent(credentialFile(directory, "service-account.key"));
    const shown = await readIfPresent(credentialFile(directory, "service-account.pub"));
    try {
        return createPublicKey(own ?? "").equals(createPublicKey(shown ?? ""));
    } catch {
        return false;
    }
}

function isCurrent(certificate: string): boolean {
    try {
        return Date.parse(new X509Certificate(certificate).validTo) - Date.now() > DAY_MS;
    } catch {
        return false;
    }
}

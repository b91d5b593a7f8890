import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { readIfPresent } from "./files";

/** Address of the `kubernetes` Service: the first one of the Service range. */
export const serviceRange = { cidr: "10.100.0.0/16", kubernetes: "10.100.0.1" } as const;

/** The static users of the control plane and their groups. Each has its own random token. */
export const planeUsers = {
    admin: "system:masters",
    "system:kube-controller-manager": "",
    "system:kube-scheduler": "",
    "system:kwok-controller": "",
} as const;

export type PlaneUser = keyof typeof planeUsers;

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
        Object.keys(planeUsers).map((user) => [user, lines.find((line) => line.split(",")[1] === user)?.split(",")[0]]),
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

import type * as input from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import type { CredentialReference } from "./credential";
import type { ServiceSpec } from "./service-schema";

/** The credentials that a service can refer to, by name. */
export type Credentials = Readonly<Record<string, CredentialReference>>;

/** The ConfigMap with a service's plain environment variables. */
export function environmentName(service: string): string {
    return `${service}-env`;
}

/** The ConfigMap with a service's files. */
export function filesName(service: string): string {
    return `${service}-files`;
}

/** The plain environment variables of a service. */
export function plainVariables(env: ServiceSpec["env"]): Record<string, string> {
    return Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
}

/** The environment variables that come from credentials. */
export function secretVariables(env: ServiceSpec["env"], credentials: Credentials): input.core.v1.EnvVar[] {
    return Object.entries(env).flatMap(([name, value]) => {
        if (typeof value === "string") return [];
        return [
            { name, valueFrom: { secretKeyRef: { name: secretName(value.credential, credentials), key: value.key } } },
        ];
    });
}

/** The names of the credentials that a service uses, each once. */
export function usedCredentials({ env, secretFiles }: Pick<ServiceSpec, "env" | "secretFiles">): string[] {
    const references = [...Object.values(env), ...Object.values(secretFiles)];
    const names = references.flatMap((reference) => (typeof reference === "string" ? [] : [reference.credential]));
    return [...new Set(names)].sort();
}

/** A key for each file's path. The position keeps keys apart that a path's characters could not. */
export function fileKeys(files: ServiceSpec["files"]): { path: string; key: string; content: string }[] {
    return Object.entries(files).map(([path, content], index) => ({
        path,
        key: `${index}-${path.slice(path.lastIndexOf("/") + 1).replace(/[^-._a-zA-Z0-9]/g, "_")}`,
        content,
    }));
}

/** Volumes of a pod, and where they are mounted. */
export interface Mounts {
    readonly volumes: input.core.v1.Volume[];
    readonly volumeMounts: input.core.v1.VolumeMount[];
}

/** The files of a service, from its ConfigMap and from Secrets, each mounted alone so that it hides no other file. */
export function fileMounts(
    name: string,
    { files, secretFiles }: Pick<ServiceSpec, "files" | "secretFiles">,
    credentials: Credentials,
): Mounts {
    const configured = fileKeys(files);
    const secret = Object.entries(secretFiles);
    const used = [...new Set(secret.map(([, reference]) => reference.credential))];
    const volumeOf = (credential: string) => `secret-${used.indexOf(credential)}`;
    return {
        volumes: [
            ...(configured.length > 0 ? [{ name: "files", configMap: { name: filesName(name) } }] : []),
            ...used.map((credential) => ({
                name: volumeOf(credential),
                secret: { secretName: secretName(credential, credentials) },
            })),
        ],
        volumeMounts: [
            ...configured.map(({ path, key }) => ({ name: "files", mountPath: path, subPath: key, readOnly: true })),
            ...secret.map(([path, { credential, key }]) => ({
                name: volumeOf(credential),
                mountPath: path,
                subPath: key,
                readOnly: true,
            })),
        ],
    };
}

function secretName(credential: string, credentials: Credentials): pulumi.Input<string> {
    const reference = credentials[credential];
    if (!reference)
        throw new Error(
            `credential ${credential} is not among the ones given: ${Object.keys(credentials).join(", ") || "none"}; pass it in credentials`,
        );
    return reference.secretName;
}

import type * as input from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { SecretText } from "../schema/secret-text";
import type { CommonFields } from "./common-fields";
import type { SecretReference } from "./service-secret";

/** The credentials that a service can refer to, by name. */
export type Credentials = Readonly<Record<string, SecretReference>>;

/** The Secrets that a service's pods read. */
export interface PodSecrets {
    /** Those that its variables and files refer to. */
    readonly credentials: Credentials;
    /** The Secret with the service's own encrypted values. @default it has none */
    readonly own?: SecretReference | undefined;
}

/** The ConfigMap with a service's plain environment variables. */
export function environmentName(service: string): string {
    return `${service}-env`;
}

/** The ConfigMap with a service's files. */
export function filesName(service: string): string {
    return `${service}-files`;
}

/** The Secret with a service's encrypted environment variables and files. */
export function ownSecretName(service: string): string {
    return `${service}-secrets`;
}

/** The plain environment variables of a service. */
export function plainVariables(env: CommonFields["env"]): Record<string, string> {
    return Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
}

/** The environment variables that come from Secrets: the service's own, and those of credentials. */
export function secretVariables(env: CommonFields["env"], secrets: PodSecrets): input.core.v1.EnvVar[] {
    return Object.entries(env).flatMap(([name, value]) => {
        if (typeof value === "string") {
            return [];
        }
        const secretKeyRef =
            value instanceof SecretText
                ? { name: ownName(secrets), key: name }
                : { name: secretName(value.credential, secrets), key: value.key };
        return [{ name, valueFrom: { secretKeyRef } }];
    });
}

/** What a service's own Secret holds: its encrypted variables and files; empty where it has none. */
export function ownSecrets({ env, files }: Pick<CommonFields, "env" | "files">): Record<string, SecretText> {
    const entries = [
        ...Object.entries(env),
        ...fileKeys(files).map(({ key, content }): [string, string | SecretText] => [key, content]),
    ];
    return Object.fromEntries(entries.flatMap(([key, value]) => (value instanceof SecretText ? [[key, value]] : [])));
}

/** The content of a service's plain files, by path. */
export function plainFiles(files: CommonFields["files"]): Record<string, string> {
    return Object.fromEntries(
        Object.entries(files).flatMap(([path, content]) => (typeof content === "string" ? [[path, content]] : [])),
    );
}

/** The content of a service's plain files, by the key of its ConfigMap. */
export function plainFileData(files: CommonFields["files"]): Record<string, string> {
    return Object.fromEntries(
        fileKeys(files).flatMap(({ key, content }) => (typeof content === "string" ? [[key, content]] : [])),
    );
}

/** The names of the credentials that a service uses, each once. */
export function usedCredentials({ env, secretFiles }: Pick<CommonFields, "env" | "secretFiles">): string[] {
    const references = [...Object.values(env), ...Object.values(secretFiles)];
    const names = references.flatMap((reference) =>
        typeof reference === "string" || reference instanceof SecretText ? [] : [reference.credential],
    );
    return [...new Set(names)].sort();
}

/** A key for each file's path. The position keeps keys apart that a path's characters could not, and from variables' names. */
function fileKeys(files: CommonFields["files"]): { path: string; key: string; content: string | SecretText }[] {
    return Object.entries(files).map(([path, content], index) => ({
        path,
        key: `${index}-${path.slice(path.lastIndexOf("/") + 1).replace(/[^-._a-zA-Z0-9]/g, "_")}`,
        content,
    }));
}

/** Volumes of a pod, and where they are mounted. */
export interface Mounts {
    /** Volumes of the pod. */
    readonly volumes: input.core.v1.Volume[];
    /** Where its container has them. */
    readonly volumeMounts: input.core.v1.VolumeMount[];
}

/** The files of a service, from its ConfigMap and from Secrets, each mounted alone so that it hides no other file. */
export function fileMounts(
    name: string,
    { files, secretFiles }: Pick<CommonFields, "files" | "secretFiles">,
    secrets: PodSecrets,
): Mounts {
    const configured = fileKeys(files);
    const isSecret = ({ content }: { content: string | SecretText }) => content instanceof SecretText;
    const secret = Object.entries(secretFiles);
    const used = [...new Set(secret.map(([, reference]) => reference.credential))];
    const volumeOf = (credential: string) => `secret-${used.indexOf(credential)}`;
    return {
        volumes: [
            ...(configured.every(isSecret) ? [] : [{ name: "files", configMap: { name: filesName(name) } }]),
            ...(configured.some(isSecret) ? [{ name: "secret-files", secret: { secretName: ownName(secrets) } }] : []),
            ...used.map((credential) => ({
                name: volumeOf(credential),
                secret: { secretName: secretName(credential, secrets) },
            })),
        ],
        volumeMounts: [
            ...configured.map((file) => ({
                name: isSecret(file) ? "secret-files" : "files",
                mountPath: file.path,
                subPath: file.key,
                readOnly: true,
            })),
            ...secret.map(([path, { credential, key }]) => ({
                name: volumeOf(credential),
                mountPath: path,
                subPath: key,
                readOnly: true,
            })),
        ],
    };
}

function ownName({ own }: PodSecrets): pulumi.Input<string> {
    if (!own) {
        throw new Error("the service has encrypted values, and their Secret is not given");
    }
    return own.secretName;
}

function secretName(credential: string, { credentials }: PodSecrets): pulumi.Input<string> {
    const reference = credentials[credential];
    if (!reference) {
        throw new Error(
            `credential ${credential} is not among the ones given: ${Object.keys(credentials).join(", ") || "none"}; pass it in credentials`,
        );
    }
    return reference.secretName;
}

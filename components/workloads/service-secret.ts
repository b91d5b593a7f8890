import { createHmac } from "node:crypto";
import { Secret } from "@pulumi/kubernetes/core/v1";
import type * as input from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { checksum } from "./checksum";

/** What services need to know of a Secret; nothing of it is secret. */
export interface SecretReference {
    /** Name of the Kubernetes Secret. */
    readonly secretName: pulumi.Input<string>;
    /** Changes with the Secret's content. */
    readonly checksum: pulumi.Input<string>;
}

/** What becomes a Secret. */
export interface SecretContent {
    /** Name, namespace and labels of the Secret. */
    readonly metadata: input.meta.v1.ObjectMeta;
    /** Keys and values, encrypted in the state. */
    readonly content: pulumi.Output<Record<string, string>>;
    /** Whether the content is generated: sixteen random characters or more cannot be found from their hash. */
    readonly generated: boolean;
}

/** Creates an opaque Secret below a component. */
export function createSecret(
    parent: pulumi.ComponentResource,
    name: string,
    { metadata, content, generated }: SecretContent,
): SecretReference {
    const secret = new Secret(`${name}-secret`, { metadata, type: "Opaque", stringData: content }, { parent });
    // Pods carry the checksum in the open, and what a person chose may be found by trying: without the salt nobody can try.
    const salt = generated
        ? undefined
        : new RandomPassword(`${name}-salt`, { length: 32, special: false }, { parent }).result;
    const sum = salt
        ? pulumi
              .all([content, salt])
              .apply(([values, key]) => createHmac("sha256", key).update(checksum(values)).digest("hex"))
        : content.apply(checksum);
    return { secretName: secret.metadata.name, checksum: pulumi.unsecret(sum) };
}

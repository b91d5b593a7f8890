import { Secret } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { checksum } from "./checksum";
import { standardLabels } from "./labels";

/** What services need to know of a credential; nothing of it is secret. */
export interface CredentialReference {
    /** Name of the Kubernetes Secret. */
    readonly secretName: pulumi.Input<string>;
    /** Changes with the Secret's content. */
    readonly checksum: pulumi.Input<string>;
}

/** Arguments of a {@link Credential}. */
export interface CredentialArgs {
    /** Name of the Secret. */
    readonly name: string;
    /** Namespace of the Secret. */
    readonly namespace: pulumi.Input<string>;
    /** Application whose services use the credential. */
    readonly application: string;
    /** Kept under the key `username`. @default no user name */
    readonly username?: string | undefined;
    /** Characters of the password, which has letters and digits only. @default 32 */
    readonly length?: number;
    /** Further keys, in which `{password}` and `{username}` are replaced. @default none */
    readonly values?: Readonly<Record<string, string>>;
}

/** A generated password, kept as a Kubernetes Secret. It is never an output: services refer to the Secret's name. */
export class Credential extends pulumi.ComponentResource {
    readonly reference: CredentialReference;

    constructor(name: string, args: CredentialArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-platform:workloads:Credential", name, args, opts);
        const password = new RandomPassword(
            `${name}-password`,
            { length: args.length ?? 32, special: false },
            { parent: this },
        );
        const content = pulumi.secret(password.result).apply((result) => secretContent(result, args));
        const secret = new Secret(
            `${name}-secret`,
            {
                metadata: {
                    name: args.name,
                    namespace: args.namespace,
                    labels: standardLabels({ application: args.application, name: args.name }, "credential"),
                },
                type: "Opaque",
                stringData: content,
            },
            { parent: this },
        );
        this.reference = {
            secretName: secret.metadata.name,
            // Sixteen random characters or more cannot be found from their hash, which pods carry in the open.
            checksum: pulumi.unsecret(content.apply(checksum)),
        };
        this.registerOutputs({ secretName: secret.metadata.name });
    }
}

/** The keys and values of a credential's Secret. */
export function secretContent(
    password: string,
    { username, values = {} }: Pick<CredentialArgs, "username" | "values">,
): Record<string, string> {
    const parts: Readonly<Record<string, string>> = { "{password}": password, "{username}": username ?? "" };
    const fill = (template: string) => template.replace(/\{(password|username)\}/g, (part) => parts[part] ?? part);
    return {
        ...(username !== undefined && { username }),
        password,
        ...Object.fromEntries(Object.entries(values).map(([key, template]) => [key, fill(template)])),
    };
}

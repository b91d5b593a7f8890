import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { SecretText } from "../schema/secret-text";
import { standardLabels } from "./labels";
import { createSecret, type SecretReference } from "./service-secret";

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
    /** The password itself. @default a generated one */
    readonly value?: SecretText | undefined;
    /** Characters of a generated password, which has letters and digits only. @default 32 */
    readonly length?: number | undefined;
    /** Further keys: secrets, or text in which `{password}` and `{username}` are replaced. @default none */
    readonly values?: Readonly<Record<string, string | SecretText>>;
}

/** A password, generated unless one is given, kept as a Kubernetes Secret. It is never an output: services refer to the Secret's name. */
export class Credential extends pulumi.ComponentResource {
    /** The Secret that it is kept in. */
    readonly reference: SecretReference;

    constructor(name: string, args: CredentialArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-platform:workloads:Credential", name, args, opts);
        const { value, length = 32, values = {} } = args;
        const password = value
            ? pulumi.secret(value.reveal())
            : new RandomPassword(`${name}-password`, { length, special: false }, { parent: this }).result;
        this.reference = createSecret(this, name, {
            metadata: {
                name: args.name,
                namespace: args.namespace,
                labels: standardLabels({ application: args.application, name: args.name }, "credential"),
            },
            content: pulumi.secret(password).apply((result) => secretContent(result, args)),
            generated: !value && Object.values(values).every((entry) => typeof entry === "string"),
        });
        this.registerOutputs({ secretName: this.reference.secretName });
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
        ...Object.fromEntries(
            Object.entries(values).map(([key, entry]) => [
                key,
                entry instanceof SecretText ? entry.reveal() : fill(entry),
            ]),
        ),
    };
}

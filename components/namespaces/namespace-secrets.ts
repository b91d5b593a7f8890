import { Secret } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { IMAGE_PULL_SECRET } from "./image-pull-secret";
import type { NamespaceConfig } from "./namespace-schema";

/** Arguments of {@link NamespaceSecrets}. */
export interface NamespaceSecretsArgs {
    /** The namespace of the Secrets. */
    readonly namespace: pulumi.Input<string>;
    /** Certificates by the name of their Secret. */
    readonly certificates: NamespaceConfig["certificates"];
    /** Logins by the registry's host. */
    readonly registries: NamespaceConfig["registries"];
}

/** The Secrets that a namespace's services share: TLS certificates, and the logins of private registries. */
export class NamespaceSecrets extends pulumi.ComponentResource {
    constructor(name: string, args: NamespaceSecretsArgs, opts: pulumi.ComponentResourceOptions) {
        const { namespace, certificates, registries } = args;
        super("eks-platform:namespaces:NamespaceSecrets", name, { namespace }, opts);
        const child = { parent: this };
        for (const [secret, { certificate, key }] of Object.entries(certificates)) {
            new Secret(
                `${name}-${secret}`,
                {
                    metadata: { name: secret, namespace },
                    type: "kubernetes.io/tls",
                    stringData: pulumi.secret({ "tls.crt": certificate, "tls.key": key.reveal() }),
                },
                child,
            );
        }
        if (Object.keys(registries).length > 0) {
            new Secret(
                `${name}-${IMAGE_PULL_SECRET}`,
                {
                    metadata: { name: IMAGE_PULL_SECRET, namespace },
                    type: "kubernetes.io/dockerconfigjson",
                    stringData: pulumi.secret({ ".dockerconfigjson": dockerConfig(registries) }),
                },
                child,
            );
        }
        this.registerOutputs({});
    }
}

/**
 * The logins as `docker login` keeps them.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#config-json
 */
function dockerConfig(registries: NamespaceConfig["registries"]): string {
    const auths = Object.entries(registries).map(([host, { username, password }]) => {
        const login = { username, password: password.reveal() };
        return [host, { ...login, auth: Buffer.from(`${login.username}:${login.password}`).toString("base64") }];
    });
    return JSON.stringify({ auths: Object.fromEntries(auths) });
}

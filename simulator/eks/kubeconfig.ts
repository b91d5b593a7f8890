import type { PropertyMap } from "../../core/engine/values";

/** What a kubeconfig says of a cluster and of who connects. */
export interface KubeconfigArgs {
    readonly clusterName: string;
    /** Address of the API server. */
    readonly endpoint: string;
    readonly region: string;
    /** PEM in base64, as EKS gives it. */
    readonly certificateAuthority: string;
    /** Role that the AWS CLI takes first. @default none */
    readonly roleArn?: string | undefined;
    /** Profile of the AWS CLI. @default the reader's own */
    readonly profileName?: string | undefined;
}

/** The kubeconfig of the component: a token from the AWS CLI at every call, no credential inside. */
export function kubeconfig(args: KubeconfigArgs): PropertyMap {
    return {
        apiVersion: "v1",
        clusters: [
            {
                cluster: { server: args.endpoint, "certificate-authority-data": args.certificateAuthority },
                name: "kubernetes",
            },
        ],
        contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
        "current-context": "aws",
        kind: "Config",
        users: [
            {
                name: "aws",
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: [
                            ...["--region", args.region, "eks", "get-token"],
                            ...["--cluster-name", args.clusterName, "--output", "json"],
                            ...(args.roleArn ? ["--role", args.roleArn] : []),
                            ...(args.profileName ? ["--profile", args.profileName] : []),
                        ],
                        env: [
                            {
                                name: "KUBERNETES_EXEC_INFO",
                                value: '{"apiVersion": "client.authentication.k8s.io/v1beta1"}',
                            },
                        ],
                    },
                },
            },
        ],
    };
}

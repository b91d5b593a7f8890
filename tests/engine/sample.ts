import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { Role } from "@pulumi/aws/iam/role";
import { Key } from "@pulumi/aws/kms/key";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Cluster } from "@pulumi/eks";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { Namespace, Secret, Service } from "@pulumi/kubernetes/core/v1";
import { Release } from "@pulumi/kubernetes/helm/v3";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { RandomPassword } from "@pulumi/random";

/** What a test may vary in the sample. */
export interface SampleOptions {
    readonly replicas?: number;
}

/** A small platform that uses every stand-in provider: network, cluster, nodes, and a workload with a password. */
export function sample(options: SampleOptions = {}) {
    return async () => {
        const aws = new AwsProvider("aws", { region: "eu-west-1", defaultTags: { tags: { stack: "test" } } });
        const opts = { provider: aws };
        const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } }, opts);
        const zones = getAvailabilityZonesOutput({ state: "available" }, opts).names;
        const subnets = [0, 1].map(
            (index) =>
                new Subnet(
                    `private-${index}`,
                    {
                        vpcId: vpc.id,
                        cidrBlock: `10.0.${index * 16}.0/20`,
                        availabilityZone: zones.apply((names) => names[index] ?? ""),
                        tags: { "kubernetes.io/role/internal-elb": "1" },
                    },
                    opts,
                ),
        );
        const key = new Key("secrets", { enableKeyRotation: true }, opts);
        const cluster = new Cluster(
            "plat",
            {
                name: "plat",
                version: "1.35",
                vpcId: vpc.id,
                privateSubnetIds: subnets.map(({ id }) => id),
                authenticationMode: "API",
                skipDefaultNodeGroup: true,
                createOidcProvider: true,
                endpointPrivateAccess: true,
                endpointPublicAccess: false,
                encryptionConfigKeyArn: key.arn,
                enabledClusterLogTypes: ["api", "audit"],
                accessEntries: {
                    admin: {
                        principalArn: "arn:aws:iam::123456789012:role/admin",
                        accessPolicies: {
                            cluster: {
                                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                                accessScope: { type: "cluster" },
                            },
                        },
                    },
                },
            },
            { providers: { aws } },
        );
        const role = new Role("node", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17" }) }, opts);
        const nodes = new NodeGroup(
            "default",
            {
                clusterName: cluster.eksCluster.name,
                nodeRoleArn: role.arn,
                scalingConfig: { desiredSize: 2, maxSize: 3, minSize: 1 },
                subnetIds: subnets.map(({ id }) => id),
            },
            opts,
        );
        const kubernetes = new KubernetesProvider("k8s", { kubeconfig: cluster.kubeconfigJson });
        const inCluster = { provider: kubernetes, dependsOn: [nodes] };
        const namespace = new Namespace("shop", { metadata: { name: "shop" } }, inCluster);
        const password = new RandomPassword("password", { length: 24 });
        const metadata = (name: string) => ({ name, namespace: namespace.metadata.name });
        new Secret("db", { metadata: metadata("db"), stringData: { password: password.result } }, inCluster);
        const labels = { "app.kubernetes.io/name": "ui" };
        const deployment = new Deployment(
            "ui",
            {
                metadata: metadata("ui"),
                spec: {
                    replicas: options.replicas ?? 2,
                    selector: { matchLabels: labels },
                    template: {
                        metadata: { labels },
                        spec: { containers: [{ name: "ui", image: "registry.example/ui:1.0.0" }] },
                    },
                },
            },
            inCluster,
        );
        const service = new Service(
            "ui",
            { metadata: metadata("ui"), spec: { selector: labels, ports: [{ port: 80 }], type: "LoadBalancer" } },
            inCluster,
        );
        new Release(
            "controller",
            {
                name: "controller",
                namespace: "kube-system",
                chart: "controller",
                version: "1.2.3",
                repositoryOpts: { repo: "https://charts.example.com" },
                values: { clusterName: cluster.eksCluster.name },
            },
            inCluster,
        );
        return {
            password: password.result,
            endpoint: cluster.eksCluster.endpoint,
            issuer: cluster.oidcProviderUrl,
            secretsKey: cluster.core.apply((core) => core.encryptionConfig?.provider?.keyArn),
            readyReplicas: deployment.status.readyReplicas,
            address: service.status.loadBalancer.apply((balancer) => balancer.ingress?.[0]?.hostname),
            kubeconfig: cluster.getKubeconfig({ roleArn: "arn:aws:iam::123456789012:role/ci" }),
        };
    };
}

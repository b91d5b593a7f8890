import { isMap, listAt, mapAt, stringAt } from "../../../../core/engine/values";
import type { Account } from "../account";
import { type Interface, Network } from "../network/network";
import type { Packet } from "../network/security-groups";
import type { Question } from "./question";

const tcp = (port: number): Packet => ({ protocol: "tcp", port });
const API_SERVER = tcp(443);
const KUBELET = tcp(10_250);
const NFS = tcp(2049);

/** What a node needs of AWS before its first pod runs, and what a shell on it does. */
const SERVICES = [
    "ecr.api",
    "ecr.dkr",
    "s3",
    "sts",
    "ec2",
    "eks",
    "eks-auth",
    "logs",
    "kms",
    "ssm",
    "ssmmessages",
    "ec2messages",
];

const networkOf = ({ resources }: Account) => new Network(resources);
const hasFiles = (account: Account) => account.all("aws:efs/fileSystem:FileSystem").length > 0;
const hasGateways = (account: Account) => account.all("aws:ec2/natGateway:NatGateway").length > 0;
const hasLoadBalancers = (account: Account) =>
    account.all("aws:iam/role:Role", "-ingress-load-balancers-identity-role").length > 0;

/** The ports at which pods answer the control plane, as the stack's NetworkPolicies open them to the VPC. */
function webhookPorts(account: Account): readonly number[] {
    const vpc = stringAt(account.one("aws:ec2/vpc:Vpc").outputs, "cidrBlock");
    return account
        .all("kubernetes:networking.k8s.io/v1:NetworkPolicy")
        .flatMap(({ outputs }) => listAt(mapAt(outputs, "spec"), "ingress").filter(isMap))
        .filter((rule) => listAt(rule, "from").some((peer) => isMap(peer) && mapAt(peer, "ipBlock").cidr === vpc))
        .flatMap((rule) => listAt(rule, "ports").filter(isMap))
        .map(({ port }) => Number(port));
}

/** Whether every one of the first reaches every one of the second. */
function allReach(network: Network, from: readonly Interface[], to: readonly Interface[], packet: Packet): boolean {
    return (
        from.length > 0 &&
        to.length > 0 &&
        from.every((one) => to.every((other) => network.reaches(one, other, packet)))
    );
}

/** Whether every node gets to a service of AWS. */
function reachesFromNodes(account: Account, service: string): boolean {
    const network = networkOf(account);
    return network.nodes().every((node) => network.wayTo(service, node) !== undefined);
}

const publicSubnets = (account: Account) =>
    account
        .all("aws:ec2/subnet:Subnet")
        .filter(({ outputs }) => mapAt(outputs, "tags")["kubernetes.io/role/elb"] === "1");

/** Who must reach whom, and who must not. */
export const CONNECTION_QUESTIONS: readonly Question[] = [
    {
        says: "every node reaches the API server",
        holds: (account) => {
            const network = networkOf(account);
            return allReach(network, network.nodes(), network.controlPlane(), API_SERVER);
        },
    },
    {
        says: "the API server reaches every kubelet and every webhook and extension on every node",
        holds: (account) => {
            const network = networkOf(account);
            return [KUBELET, tcp(443), ...webhookPorts(account).map(tcp)].every((packet) =>
                allReach(network, network.controlPlane(), network.nodes(), packet),
            );
        },
    },
    {
        says: "nodes and their pods reach each other, for names, too",
        holds: (account) => {
            const network = networkOf(account);
            return [tcp(53), { protocol: "udp" as const, port: 53 }, tcp(8080), tcp(80)].every((packet) =>
                allReach(network, network.nodes(), network.nodes(), packet),
            );
        },
    },
    {
        says: "every node reaches every service of AWS that it needs",
        holds: (account) => {
            const network = networkOf(account);
            return network
                .nodes()
                .every((node) => SERVICES.every((service) => network.wayTo(service, node) !== undefined));
        },
    },
    {
        says: "the load balancer controller reaches the service of load balancers",
        of: hasLoadBalancers,
        holds: (account) => reachesFromNodes(account, "elasticloadbalancing"),
    },
    {
        says: "the Cluster Autoscaler reaches the service of Auto Scaling groups",
        of: (account) => account.all("aws:iam/role:Role", "-cluster-autoscaler-identity-role").length > 0,
        holds: (account) => reachesFromNodes(account, "autoscaling"),
    },
    {
        says: "the driver of shared files reaches the service of file systems",
        of: (account) => account.all("aws:iam/role:Role", "-efs-csi-role").length > 0,
        holds: (account) => reachesFromNodes(account, "elasticfilesystem"),
    },
    {
        says: "Karpenter reaches the queue that tells of nodes' ends",
        of: (account) => account.all("aws:sqs/queue:Queue").length > 0,
        holds: (account) => reachesFromNodes(account, "sqs"),
    },
    {
        says: "the CloudWatch agent reaches where metrics go",
        of: (account) => account.all("aws:iam/role:Role", "-cloudwatch-role").length > 0,
        holds: (account) => reachesFromNodes(account, "monitoring"),
    },
    {
        says: "external-dns reaches Route 53",
        of: (account) => account.all("aws:iam/role:Role", "-external-dns-identity-role").length > 0,
        holds: (account) => reachesFromNodes(account, "route53"),
    },
    {
        says: "every subnet has routes of its own, whatever comes into the VPC's",
        holds: (account) => {
            const own = account
                .all("aws:ec2/routeTableAssociation:RouteTableAssociation")
                .map(({ outputs }) => outputs.subnetId);
            return account.all("aws:ec2/subnet:Subnet").every(({ id }) => own.includes(id));
        },
    },
    {
        says: "layers of images, from S3, come by no gateway that costs by the byte",
        holds: (account) => {
            const network = networkOf(account);
            return network.nodes().every((node) => network.wayTo("s3", node) === "gateway endpoint");
        },
    },
    {
        says: "images of the registry come by its own endpoints",
        holds: (account) => {
            const network = networkOf(account);
            return network
                .nodes()
                .every((node) =>
                    ["ecr.api", "ecr.dkr"].every((service) => network.wayTo(service, node) === "interface endpoint"),
                );
        },
    },
    {
        says: "nodes reach the internet from every zone, where there is a gateway",
        of: hasGateways,
        holds: (account) => {
            const network = networkOf(account);
            return network.nodes().every((node) => network.reachesInternet(node));
        },
    },
    {
        says: "nothing leaves the VPC where there is no gateway",
        of: (account) => !hasGateways(account),
        holds: (account) => {
            const network = networkOf(account);
            return network.nodes().every((node) => !network.reachesInternet(node));
        },
    },
    {
        says: "every gateway has a zone of nodes that goes by it",
        of: hasGateways,
        holds: (account) => {
            const routes = account.all("aws:ec2/route:Route").map(({ outputs }) => outputs.natGatewayId);
            return account.all("aws:ec2/natGateway:NatGateway").every(({ id }) => routes.includes(id));
        },
    },
    {
        says: "pods mount the shared file system in their own zone",
        of: hasFiles,
        holds: (account) => {
            const network = networkOf(account);
            return network.nodes().every((node) => {
                const near = network.mountTargets().filter((target) => network.zoneOf(target) === network.zoneOf(node));
                return near.length > 0 && near.every((target) => network.reaches(node, target, NFS));
            });
        },
    },
    {
        says: "nothing but nodes mounts the shared file system",
        of: hasFiles,
        holds: (account) => {
            const network = networkOf(account);
            const others = network.interfaces(
                publicSubnets(account).map(({ id }) => id),
                ["sg-other"],
            );
            return [...others, ...network.controlPlane()].every((other) =>
                network.mountTargets().every((target) => !network.reaches(other, target, NFS)),
            );
        },
    },
    {
        says: "nobody of the internet reaches a node, the control plane's interfaces or the file system",
        holds: (account) => {
            const network = networkOf(account);
            return [...network.nodes(), ...network.controlPlane(), ...network.mountTargets()].every((to) =>
                [22, 80, 443, 2049, 10_250].every((port) => !network.isReachedFromInternet(to, tcp(port))),
            );
        },
    },
    {
        says: "load balancers have a public subnet in each zone of nodes",
        of: hasLoadBalancers,
        holds: (account) => {
            const network = networkOf(account);
            const open = publicSubnets(account).filter(({ id }) => network.isPublic(id));
            const zones = new Set(open.map(({ outputs }) => stringAt(outputs, "availabilityZone")));
            return network.nodes().every((node) => zones.has(network.zoneOf(node)));
        },
    },
    {
        says: "internal load balancers have a subnet in each zone of nodes",
        of: hasLoadBalancers,
        holds: (account) => {
            const network = networkOf(account);
            const inner = account
                .all("aws:ec2/subnet:Subnet")
                .filter(({ outputs }) => mapAt(outputs, "tags")["kubernetes.io/role/internal-elb"] === "1");
            const zones = new Set(inner.map(({ outputs }) => stringAt(outputs, "availabilityZone")));
            return network.nodes().every((node) => zones.has(network.zoneOf(node)));
        },
    },
    {
        // The controller opens that group to the load balancers' own, and refuses to choose among several.
        says: "every node has exactly one security group that the load balancer controller opens",
        of: hasLoadBalancers,
        holds: (account) => {
            const name = stringAt(account.one("aws:eks/cluster:Cluster").outputs, "name");
            const opened = account
                .all("aws:ec2/securityGroup:SecurityGroup")
                .filter(({ outputs }) => mapAt(outputs, "tagsAll")[`kubernetes.io/cluster/${name}`] === "owned")
                .map(({ id }) => id);
            return networkOf(account)
                .nodes()
                .every(({ groups }) => groups.filter((group) => opened.includes(group)).length === 1);
        },
    },
    {
        says: "what forgets its security group reaches nothing and is reached by nothing",
        holds: (account) =>
            account.all("aws:ec2/vpc:Vpc").every(({ outputs }) => {
                const group = account
                    .all("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
                    .find(({ id }) => id === outputs.defaultSecurityGroupId);
                const network = networkOf(account);
                const forgetful = network.interfaces(
                    network.nodes().map(({ subnetId }) => subnetId),
                    [group?.id ?? ""],
                );
                return (
                    group !== undefined &&
                    forgetful.every(
                        (one) => !network.reaches(one, one, API_SERVER) && !network.reachesInternet(one, API_SERVER),
                    )
                );
            }),
    },
    {
        says: "every interface endpoint answers all nodes",
        holds: (account) => {
            const network = networkOf(account);
            return network
                .endpointServices()
                .every((service) =>
                    network.nodes().every((node) => network.wayTo(service, node) === "interface endpoint"),
                );
        },
    },
];

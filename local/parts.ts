import { join } from "node:path";
import { credentialFile, SERVICE_RANGE } from "./credentials";
import { clientKubeconfig } from "./kubeconfig";
import type { PlanePorts } from "./ports";

/** The programs of the control plane, in the order in which they start. */
export const PART_NAMES = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"] as const;

export type PartName = (typeof PART_NAMES)[number];

/** The path of each program's binary. */
export type PlaneTools = Readonly<Record<PartName, string>>;

/** How a part is run. */
export interface PartCommand {
    readonly name: PartName;
    readonly args: readonly string[];
    /** The port of 127.0.0.1 that it listens on, if any. */
    readonly port?: number;
}

/** Controllers whose work nobody here would see. */
const UNUSED_CONTROLLERS = [
    // No cloud and no kubelet: nothing would ever attach a volume.
    "persistentvolume-attach-detach-controller",
    // It only notes in a policy's status whether its types fit, and fetches the API's schemas anew for each kind that a policy concerns:
    // 12 seconds of a processor for the platform's guard.
    "validatingadmissionpolicy-status-controller",
];

/** The command line of each part. */
export function partCommands(directory: string, ports: PlanePorts): Readonly<Record<PartName, PartCommand>> {
    const credential = (name: string) => credentialFile(directory, name);
    const etcdUrl = `https://127.0.0.1:${ports.etcd}`;
    return {
        etcd: {
            name: "etcd",
            port: ports.etcd,
            args: [
                "--name=local",
                `--data-dir=${join(directory, "etcd")}`,
                `--listen-client-urls=${etcdUrl}`,
                `--advertise-client-urls=${etcdUrl}`,
                // Nobody joins this member: the system picks the port, and the advertised one is a name only.
                "--listen-peer-urls=https://127.0.0.1:0",
                "--initial-advertise-peer-urls=https://127.0.0.1:2380",
                "--initial-cluster=local=https://127.0.0.1:2380",
                `--trusted-ca-file=${credential("ca.crt")}`,
                `--cert-file=${credential("etcd.crt")}`,
                `--key-file=${credential("etcd.key")}`,
                "--client-cert-auth",
                `--peer-trusted-ca-file=${credential("ca.crt")}`,
                `--peer-cert-file=${credential("etcd.crt")}`,
                `--peer-key-file=${credential("etcd.key")}`,
                "--peer-client-cert-auth",
                "--log-level=warn",
                // A process that dies loses nothing by it, only a power cut can; it takes the disk out of every write.
                "--unsafe-no-fsync",
            ],
        },
        "kube-apiserver": {
            name: "kube-apiserver",
            port: ports.apiserver,
            args: [
                "--bind-address=127.0.0.1",
                `--secure-port=${ports.apiserver}`,
                "--advertise-address=127.0.0.1",
                // A loopback address is not allowed as an endpoint of the `kubernetes` Service.
                "--endpoint-reconciler-type=none",
                `--service-cluster-ip-range=${SERVICE_RANGE.cidr}`,
                `--etcd-servers=${etcdUrl}`,
                `--etcd-cafile=${credential("ca.crt")}`,
                `--etcd-certfile=${credential("etcd-client.crt")}`,
                `--etcd-keyfile=${credential("etcd-client.key")}`,
                `--tls-cert-file=${credential("apiserver.crt")}`,
                `--tls-private-key-file=${credential("apiserver.key")}`,
                `--client-ca-file=${credential("ca.crt")}`,
                `--token-auth-file=${credential("tokens.csv")}`,
                "--anonymous-auth=false",
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                // As on EKS: whether a pod may be privileged is for Pod Security admission to say.
                "--allow-privileged=true",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                `--service-account-signing-key-file=${credential("service-account.key")}`,
                `--service-account-key-file=${credential("service-account.pub")}`,
                "--event-ttl=30m",
                "--profiling=false",
            ],
        },
        "kube-controller-manager": {
            name: "kube-controller-manager",
            args: [
                `--kubeconfig=${clientKubeconfig(directory, "kube-controller-manager")}`,
                `--controllers=${["*", ...UNUSED_CONTROLLERS.map((name) => `-${name}`)]}`,
                "--use-service-account-credentials",
                // At its start it makes a service account for each controller; the default of 20 a second takes 5 s.
                "--kube-api-qps=200",
                "--kube-api-burst=400",
                `--root-ca-file=${credential("ca.crt")}`,
                `--service-account-private-key-file=${credential("service-account.key")}`,
                `--cluster-signing-cert-file=${credential("ca.crt")}`,
                `--cluster-signing-key-file=${credential("ca.key")}`,
                "--leader-elect=false",
                "--secure-port=0",
                "--profiling=false",
            ],
        },
        "kube-scheduler": {
            name: "kube-scheduler",
            args: [
                `--kubeconfig=${clientKubeconfig(directory, "kube-scheduler")}`,
                "--leader-elect=false",
                "--secure-port=0",
                "--profiling=false",
            ],
        },
        kwok: {
            name: "kwok",
            args: [
                `--kubeconfig=${clientKubeconfig(directory, "kwok")}`,
                "--manage-all-nodes=true",
                "--node-lease-duration-seconds=40",
                "--server-address=",
            ],
        },
    };
}

import { isWithin } from "../../model/host-path";
import { hostPathRule } from "../../model/host-path-rule";
import { finding } from "../../model/rule";

export const SOCKETS = [
    ...["/run/docker.sock", "/run/containerd/containerd.sock", "/run/crio/crio.sock", "/run/cri-dockerd.sock"],
    ...["/run/dockershim.sock", "/run/buildkit/buildkitd.sock", "/run/podman/podman.sock"],
];

/** @see https://kubernetes.io/docs/concepts/architecture/cri/ */
export const containerRuntimeSocket = hostPathRule({
    id: "container-runtime-socket",
    title: "No pod or PersistentVolume reaches the socket of the container runtime.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "Who speaks to the runtime starts a privileged container on the node, past every check of Kubernetes.",
    fix: "Remove the volume; build images without a daemon (BuildKit rootless, Kaniko) and read metrics from the kubelet.",
    sources: ["CKV_K8S_27", "KSV-0006", "C-0074", "kube-linter docker-sock", "kyverno disallow-cri-sock-mount"],
    isMeantInAgents: true,
    *check({ value, volume, path }) {
        const socket = SOCKETS.find((candidate) => isWithin(candidate, path));
        if (socket !== undefined) {
            yield finding(value, `the volume ${value} holds the runtime's socket ${socket}`, { about: volume });
        }
    },
});

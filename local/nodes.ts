import type { V1Node } from "@kubernetes/client-node";

const ZONES = ["a", "b", "c"] as const;
const CAPACITY = { cpu: "32", memory: "128Gi", pods: "250", "ephemeral-storage": "200Gi" };

/** The name of the region that the simulated nodes are in. */
const LOCAL_REGION = "local";

/** The simulated nodes: one in each of three zones, as large as the instance type on their label. */
export function localNodes(kubeletVersion: string): V1Node[] {
    return ZONES.map((zone, index) => {
        const name = `node-${zone}`;
        return {
            apiVersion: "v1",
            kind: "Node",
            metadata: {
                name,
                labels: {
                    "kubernetes.io/hostname": name,
                    "kubernetes.io/os": "linux",
                    "kubernetes.io/arch": "amd64",
                    "node.kubernetes.io/instance-type": "m7i.8xlarge",
                    "topology.kubernetes.io/region": LOCAL_REGION,
                    "topology.kubernetes.io/zone": `${LOCAL_REGION}-${zone}`,
                },
            },
            spec: { podCIDR: `10.244.${index}.0/24`, podCIDRs: [`10.244.${index}.0/24`] },
            status: {
                capacity: CAPACITY,
                allocatable: CAPACITY,
                addresses: [
                    { type: "InternalIP", address: `10.0.${index}.10` },
                    { type: "Hostname", address: name },
                ],
                nodeInfo: {
                    architecture: "amd64",
                    bootID: "",
                    containerRuntimeVersion: "kwok://simulated",
                    kernelVersion: "simulated",
                    kubeProxyVersion: "",
                    kubeletVersion,
                    machineID: "",
                    operatingSystem: "linux",
                    osImage: "simulated",
                    systemUUID: "",
                },
            },
        };
    });
}

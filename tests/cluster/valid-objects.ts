import type { RawResource } from "../../policies/model/resource";
import { type Data, edit } from "../policies/support/edit";
import { compliantPod } from "../policies/support/workloads";

/** What the API server asks of some kinds and the fixtures of the rules leave out: paths and values. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    Deployment: { "spec.selector.matchLabels": { app: "web" }, "spec.template": compliantPod },
    ReplicaSet: { "spec.selector.matchLabels": { app: "web" } },
    StatefulSet: { "spec.selector.matchLabels": { app: "web" } },
    DaemonSet: { "spec.selector.matchLabels": { app: "web" }, "spec.template": compliantPod },
    ReplicationController: { "spec.selector": { app: "web" } },
    Job: { "spec.template": compliantPod, "spec.template.spec.restartPolicy": "Never" },
    CronJob: {
        "spec.schedule": "0 3 * * *",
        "spec.jobTemplate.spec.template": compliantPod,
        "spec.jobTemplate.spec.template.spec.restartPolicy": "Never",
    },
    Pod: {
        spec: compliantPod.spec,
        "metadata.ownerReferences[0].apiVersion": "apps/v1",
        "metadata.ownerReferences[0].uid": "0",
    },
    Service: { "spec.ports": [{ port: 80 }] },
    Ingress: { "spec.rules": [{ host: "shop.example.com" }], "spec.tls": [{ hosts: ["shop.example.com"] }] },
    PersistentVolume: { "spec.capacity": { storage: "1Gi" }, "spec.accessModes": ["ReadWriteMany"] },
    Secret: { 'metadata.annotations["kubernetes.io/service-account.name"]': "web" },
};

/** Lists of pods whose members need more than the rules look at. */
const IN_PODS: readonly (readonly [list: string, required: Data])[] = [
    ["containers", { name: "web", image: "public.ecr.aws/shop/web:1.6.2" }],
    ["topologySpreadConstraints", { maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "ScheduleAnyway" }],
];

/** The fixture as the API server would accept it but for what the rules find; `undefined` where a part is left out on purpose. */
export function completed(resource: RawResource, breached: string): RawResource {
    const kind = String(resource.props.kind);
    const required = Object.entries(REQUIRED[kind] ?? {}).filter(([path]) => {
        const isOwner = path.startsWith("metadata.ownerReferences");
        return (
            (!isOwner || at(resource.props, "metadata.ownerReferences") !== undefined) &&
            !path.startsWith(breached || "-")
        );
    });
    const props = required.reduce<Data>(
        (data, [path, value]) => (at(data, path) === undefined ? edit(data, path, value) : data),
        { ...resource.props },
    );
    const name = kind === "Namespace" ? "probe" : (props.metadata as Data).name;
    return { ...resource, props: fillPods(edit(props, "metadata.name", name)) as Data };
}

function fillPods(data: unknown): unknown {
    if (typeof data !== "object" || data === null) {
        return data;
    }
    if (Array.isArray(data)) {
        return data.map(fillPods);
    }
    const filled = Object.entries(data).map(([key, value]) => {
        const required = IN_PODS.find(([list]) => list === key)?.[1];
        const members = required && Array.isArray(value) ? value.map((member) => ({ ...required, ...member })) : value;
        return [key, fillPods(members)];
    });
    return Object.fromEntries(filled);
}

/** The value at a path of names with dots, where it exists. */
function at(data: unknown, path: string): unknown {
    const steps = [...path.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, key, index, name]) => key ?? index ?? name ?? "",
    );
    return steps.reduce<unknown>((value, step) => (value as Data | undefined)?.[step], data);
}

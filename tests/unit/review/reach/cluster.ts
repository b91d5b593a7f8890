import type { RawResource } from "../../../../policies/model/resource";
import { recordedStack } from "../recorded";

type Data = Readonly<Record<string, unknown>>;

/** A Kubernetes object as a stack holds it. */
export function object(type: string, name: string, spec: Data, more: Data = {}): RawResource {
    const { metadata, ...rest } = more;
    const namespace = type.endsWith(":Namespace") || type.endsWith(":IngressClass") ? {} : { namespace: "shop" };
    return {
        type: `kubernetes:${type}`,
        name,
        urn: `urn:pulumi:dev::shop::kubernetes:${type}::${name}`,
        props: { metadata: { name, ...namespace, ...Object(metadata) }, spec, ...rest },
    };
}

/** A Deployment with the label `app` of its own name that listens on 8080, called http. */
export function deployment(name: string, pod: Data = {}, metadata: Data = {}): RawResource {
    const labels = { app: name };
    const containers = [{ name: "main", image: "example/main:1", ports: [{ name: "http", containerPort: 8080 }] }];
    const template = { metadata: { labels }, spec: { containers, ...pod } };
    return object("apps/v1:Deployment", name, { selector: { matchLabels: labels }, template }, { metadata });
}

export function policy(name: string, spec: Data): RawResource {
    return object("networking.k8s.io/v1:NetworkPolicy", name, spec);
}

/** Lets pods of one name in on 8080 alone. */
export function admits(server: string, ...clients: readonly string[]): RawResource {
    return policy(server, {
        podSelector: { matchLabels: { app: server } },
        policyTypes: ["Ingress"],
        ingress: clients.map((app) => ({
            from: [{ podSelector: { matchLabels: { app } } }],
            ports: [{ port: 8080 }],
        })),
    });
}

/** A component of a service that declares its connections, and the Deployment below it. */
export function service(name: string, ...connectsTo: readonly string[]): readonly RawResource[] {
    const urn = `urn:pulumi:dev::shop::eks-platform:workloads:Microservice::${name}`;
    const peers = connectsTo.map((other) => ({ application: "app", name: other, ports: [8080] }));
    return [
        {
            type: "eks-platform:workloads:Microservice",
            name,
            urn,
            props: { name, namespace: "shop", application: "app", connectsTo: peers, clients: [] },
        },
        { ...deployment(name), options: { parent: urn } },
    ];
}

/** The resources of a shipped stack as they were recorded. */
export function shippedStack(stack: Parameters<typeof recordedStack>[0]): readonly RawResource[] {
    return recordedStack(stack).map(({ urn, type, parent, inputs, outputs }) => ({
        ...{ urn, type, outputs, props: inputs, name: urn.split("::").at(-1) ?? "" },
        options: { ...(parent !== undefined && { parent }) },
    }));
}

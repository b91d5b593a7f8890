/** What the objects of a chart need, as far as add-ons declare it and mirrors have to hold it. */
export interface ChartNeeds {
    /** Images of its pods; those that an operator starts later are not among them. */
    readonly images: readonly string[];
    /** ServiceAccounts that it makes. */
    readonly serviceAccounts: readonly string[];
    /** Ports of its containers. */
    readonly ports: readonly number[];
    /** Those of them that the API server calls: of webhooks and of APIs that it adds. */
    readonly calledByApiServer: readonly number[];
    /** Whether pods that NetworkPolicies apply to have permissions in the cluster, for which they call the API server. */
    readonly callsApiServer: boolean;
    /** Whether they ask kubelets, for the metrics or the files of nodes. */
    readonly callsKubelets: boolean;
}

/** An object as a chart renders it. */
export type ChartObject = Readonly<Record<string, unknown>>;

/** Reads what add-ons have to declare from what a chart renders. */
export function chartNeeds(objects: readonly ChartObject[]): ChartNeeds {
    const ofKind = (pattern: RegExp) => objects.filter(({ kind }) => pattern.test(String(kind)));
    const pods = ofKind(/^(Deployment|StatefulSet|DaemonSet)$/).map((object) => at(object, "spec", "template", "spec"));
    const inNetwork = pods.filter((pod) => at(pod, "hostNetwork") !== true);
    const containerPorts = pods.flatMap((pod) =>
        listAt(pod, "containers").flatMap((container) => listAt(container, "ports")),
    );
    const subjects = ofKind(/^(ClusterRoleBinding|RoleBinding)$/).flatMap((binding) => listAt(binding, "subjects"));
    const bound = subjects.map((subject) => at(subject, "name"));
    const rules = ofKind(/^(ClusterRole|Role)$/).flatMap((role) => listAt(role, "rules"));
    const containers = pods.flatMap((pod) => [...listAt(pod, "initContainers"), ...listAt(pod, "containers")]);
    return {
        images: texts(containers.map((container) => at(container, "image"))),
        serviceAccounts: texts(ofKind(/^ServiceAccount$/).map((account) => at(account, "metadata", "name"))),
        ports: numbers(containerPorts.map((port) => at(port, "containerPort"))),
        calledByApiServer: numbers(
            calledServices(objects).flatMap((name) => targetsOf(ofKind(/^Service$/), name, containerPorts)),
        ),
        callsApiServer: inNetwork.some((pod) => bound.includes(at(pod, "serviceAccountName"))),
        callsKubelets: rules.some((rule) =>
            listAt(rule, "resources").some((name) => /^nodes\/(metrics|stats|proxy)$/.test(String(name))),
        ),
    };
}

/** The Services that webhooks and added APIs name. */
function calledServices(objects: readonly ChartObject[]): readonly unknown[] {
    return objects.flatMap((object) => [
        ...listAt(object, "webhooks").map((webhook) => at(webhook, "clientConfig", "service", "name")),
        ...(object.kind === "APIService" ? [at(object, "spec", "service", "name")] : []),
    ]);
}

/** The ports of containers behind a Service. */
function targetsOf(
    services: readonly ChartObject[],
    name: unknown,
    containerPorts: readonly unknown[],
): readonly unknown[] {
    const service = services.find((one) => at(one, "metadata", "name") === name);
    return listAt(at(service, "spec"), "ports").map((port) => {
        const target = at(port, "targetPort") ?? at(port, "port");
        const named = containerPorts.find((one) => at(one, "name") === target);
        return named === undefined ? target : at(named, "containerPort");
    });
}

function at(value: unknown, ...path: readonly string[]): unknown {
    return path.reduce<unknown>(
        (node, key) => (typeof node === "object" && node !== null ? Object(node)[key] : undefined),
        value,
    );
}

function listAt(value: unknown, key: string): readonly unknown[] {
    const list = at(value, key);
    return Array.isArray(list) ? list : [];
}

function texts(values: readonly unknown[]): readonly string[] {
    return [...new Set(values.filter((value) => typeof value === "string"))].toSorted();
}

function numbers(values: readonly unknown[]): readonly number[] {
    return [...new Set(values.filter((value) => typeof value === "number"))].toSorted((a, b) => a - b);
}

import type { Reach } from "../../review/model/reach";
import type { Review, ReviewResource } from "../../review/model/review";
import { wholeStack } from "./recorded-review";

const SERVICES_OF_NAMESPACE = 25;

/** A stack with so many services that no picture could show each, a few of which change. */
export function manyServices(number: number): Review {
    const services = Array.from({ length: number }, (_, index) => ({
        name: `service-${index}`,
        namespace: `team-${Math.floor(index / SERVICES_OF_NAMESPACE)}`,
        kind: index % 5 === 4 ? "StatefulSet" : "Deployment",
    }));
    const namespaces = [...new Set(services.map(({ namespace }) => namespace))];
    const resources = [
        ...namespaces.map((name) => resource("kubernetes:core/v1:Namespace", name, { metadata: { name } })),
        ...services.flatMap(({ name, namespace, kind }) => {
            const component = resource("eks-platform:workloads:Microservice", `${namespace}-${name}`, { name });
            const metadata = { name, namespace, labels: { "app.kubernetes.io/name": name } };
            const spec = {
                replicas: 3,
                template: { spec: { containers: [{ name, image: `registry.example/${name}:1.0` }] } },
            };
            const parts = [
                [`kubernetes:apps/v1:${kind}`, { metadata, spec }],
                ["kubernetes:core/v1:Service", { metadata, spec: { ports: [{ port: 80 }] } }],
                ["kubernetes:core/v1:ServiceAccount", { metadata }],
                [
                    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
                    { metadata, spec: { podSelector: {}, policyTypes: ["Ingress"] } },
                ],
                ["kubernetes:policy/v1:PodDisruptionBudget", { metadata, spec: { maxUnavailable: 1 } }],
            ] as const;
            return [
                component,
                ...parts.map(([type, inputs]) => resource(type, `${namespace}-${name}`, inputs, component.urn)),
            ];
        }),
    ];
    const whole = wholeStack("many", resources);
    const steps = whole.steps.filter(({ type, urn }) => type === "kubernetes:apps/v1:Deployment" && urn.endsWith("7"));
    const ids = services.map(({ name, namespace, kind }) => `${namespace}/${kind}/${name}`);
    const reach: Reach = {
        ends: services.map(({ name, namespace }, index) => ({
            id: ids[index] ?? "",
            name: `${namespace}/${name}`,
            namespace,
            kind: "workload",
        })),
        edges: ids.flatMap((from, index) =>
            [index + 1, index * 7 + 3].map((to) => ({
                from,
                to: ids[to % number] ?? from,
                ports: ["80/TCP"],
                isDeclared: true,
                isPossible: true,
                isCertain: true,
                status: "present" as const,
                ways: [],
                because: ["NetworkPolicy allow-clients"],
            })),
        ),
        undetermined: [],
    };
    return {
        ...whole,
        base: { revision: "main", commit: "4be1a7d0c3e5f60718293a4b5c6d7e8f90a1b2c3" },
        changes: { same: resources.length - steps.length, update: steps.length },
        steps: steps.map((step) => ({
            ...step,
            op: "update",
            changes: [{ path: "spec.replicas", replaces: false, old: 2, new: 3 }],
        })),
        reach,
    };
}

function resource(type: string, name: string, inputs: Record<string, unknown>, parent?: string): ReviewResource {
    const urn = `urn:pulumi:many::eks-platform::${type}::${name}`;
    return { urn, type, ...(parent !== undefined && { parent }), dependencies: [], inputs, outputs: {} };
}

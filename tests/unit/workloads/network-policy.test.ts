import assert from "node:assert/strict";
import fc from "fast-check";
import { DENY_ALL } from "../../../components/namespaces/network-edges";
import { type ServiceDescription, serviceSchema } from "../../../components/workloads/kinds";
import { networkPolicy } from "../../../components/workloads/network-policy";
import { connectionsOf, peersOf } from "../../../components/workloads/topology";
import { plainService } from "./manifests";
import { isReachable, type Pod, type Policy } from "./reachability";

const NAMESPACE = "team";
const podOf = (name: string, application = "shop"): Pod => ({
    namespace: NAMESPACE,
    labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": application },
});

/** The policies of an application, as its components make them. */
function policiesOf(descriptions: Readonly<Record<string, ServiceDescription>>, application = "shop"): Policy[] {
    const services = Object.fromEntries(
        Object.entries(descriptions).map(([name, service]) => [name, serviceSchema.parse(service)]),
    );
    const peers = peersOf(application, services);
    return [...peers].map(([name, peer]) => ({
        metadata: { name, namespace: NAMESPACE },
        // Inputs of plain values are the plain values themselves.
        spec: networkPolicy(peer, connectionsOf(name, services, peers)) as Policy["spec"],
    }));
}

const DEFAULT_DENY: Policy = { metadata: { name: "default-deny", namespace: NAMESPACE }, spec: DENY_ALL };
const DNS: Pod = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };

describe("network policies", () => {
    const policies = [
        DEFAULT_DENY,
        ...policiesOf({
            web: { ...plainService, connectsTo: ["api"] },
            api: {
                image: plainService.image,
                ports: [
                    { name: "http", port: 8080 },
                    { name: "grpc", port: 9090 },
                ],
            },
            other: plainService,
        }),
    ];

    it("allow a declared connection on every port of the service, in that direction only", () => {
        assert.ok(isReachable(policies, podOf("web"), podOf("api"), 8080));
        assert.ok(isReachable(policies, podOf("web"), podOf("api"), 9090));
        assert.equal(isReachable(policies, podOf("web"), podOf("api"), 22), false);
        assert.equal(isReachable(policies, podOf("web"), podOf("api"), 8080, "UDP"), false);
        assert.equal(isReachable(policies, podOf("api"), podOf("web"), 8080), false);
    });

    it("keep a pod of the same name in another application or namespace out", () => {
        assert.equal(isReachable(policies, podOf("web", "imitation"), podOf("api"), 8080), false);
        assert.equal(isReachable(policies, { ...podOf("web"), namespace: "elsewhere" }, podOf("api"), 8080), false);
    });

    it("allow names to be resolved by the cluster's DNS alone", () => {
        assert.ok(isReachable(policies, podOf("other"), DNS, 53, "UDP"));
        assert.ok(isReachable(policies, podOf("other"), DNS, 53, "TCP"));
        assert.equal(isReachable(policies, podOf("other"), { ...DNS, namespace: NAMESPACE }, 53, "UDP"), false);
        assert.equal(isReachable(policies, podOf("other"), { namespace: "internet", labels: {} }, 443), false);
    });

    it("isolate a service even in a namespace without a default", () => {
        const alone = policiesOf({ web: plainService, api: plainService });
        assert.equal(isReachable(alone, podOf("web"), podOf("api"), 8080), false);
        assert.equal(isReachable(alone, { namespace: "elsewhere", labels: {} }, podOf("api"), 8080), false);
    });

    it("let the ingress controller reach the exposed port and no other", () => {
        const peer = { application: "shop", name: "web", ports: [8080, 9090] };
        const spec = networkPolicy(peer, {
            clients: [],
            connectsTo: [],
            exposed: { controllerNamespace: "ingress", port: 8080 },
        });
        const exposed = [{ metadata: { name: "web", namespace: NAMESPACE }, spec: spec as Policy["spec"] }];
        const controller: Pod = { namespace: "ingress", labels: { app: "traefik" } };
        assert.ok(isReachable(exposed, controller, podOf("web"), 8080));
        assert.equal(isReachable(exposed, controller, podOf("web"), 9090), false);
        assert.equal(isReachable(exposed, { ...controller, namespace: "other" }, podOf("web"), 8080), false);
    });

    it("reach exactly the declared pairs in any graph of services", () => {
        const names = ["a", "b", "c", "d", "e", "f"];
        const graph = fc.record(Object.fromEntries(names.map((name) => [name, fc.subarray(names)])));
        fc.assert(
            fc.property(graph, (edges) => {
                const descriptions = Object.fromEntries(
                    names.map((name, index) => [
                        name,
                        { image: plainService.image, port: 8000 + index, connectsTo: edges[name] ?? [] },
                    ]),
                );
                const all = [DEFAULT_DENY, ...policiesOf(descriptions)];
                for (const from of names) {
                    names.forEach((to, index) => {
                        const declared = edges[from]?.includes(to) ?? false;
                        assert.equal(
                            isReachable(all, podOf(from), podOf(to), 8000 + index),
                            declared,
                            `${from} -> ${to}`,
                        );
                        assert.equal(isReachable(all, podOf(from), podOf(to), 7999), false);
                    });
                }
            }),
            { numRuns: 60 },
        );
    });
});

import assert from "node:assert/strict";
import type { V1Service } from "@kubernetes/client-node";
import fc from "fast-check";
import { loadBalancerHostname, missingAddresses } from "../../../local/controllers/load-balancers";

function service(type: string, change: Partial<V1Service> = {}): V1Service {
    return { metadata: { namespace: "shop", name: "ui", uid: "1" }, spec: { type }, ...change };
}

describe("the load balancer addresses of the local cluster", () => {
    it("are given to Services of type LoadBalancer and to Ingresses that have none", () => {
        const ingress = { metadata: { namespace: "shop", name: "front", uid: "2" }, spec: {} };
        const answers = missingAddresses([service("ClusterIP"), service("LoadBalancer")], [ingress]);
        assert.deepEqual(
            answers.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
            ["Service shop/ui", "Ingress shop/front"],
        );
    });

    it("stay once they are given, and are not given to what goes", () => {
        const done = service("LoadBalancer", { status: { loadBalancer: { ingress: [{ hostname: "a.elb.local" }] } } });
        const going = service("LoadBalancer", { metadata: { name: "ui", deletionTimestamp: new Date(0) } });
        assert.deepEqual(missingAddresses([done, going], []), []);
    });

    it("are valid and different host names for different objects", () => {
        const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,40}[a-z0-9])?$/);
        fc.assert(
            fc.property(name, name, fc.uuid(), fc.uuid(), (namespace, object, first, second) => {
                fc.pre(first !== second);
                const hostname = loadBalancerHostname({ namespace, name: object, uid: first });
                assert.match(hostname, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.elb\.local$/);
                assert.notEqual(hostname, loadBalancerHostname({ namespace, name: object, uid: second }));
            }),
        );
    });
});

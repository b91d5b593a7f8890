import { judgeAll } from "../../policies/judging/judge-all";
import type { RawResource } from "../../policies/model/resource";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { edit, leaves } from "./support/edit";
import { object } from "./support/resources";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

/** Names that every plain object of JavaScript has without anyone having written them. */
const INHERITED = ["constructor", "valueOf", "hasOwnProperty", "__proto__", "toString"];

/** The data with every one of the names as a key of each of its objects. */
function withKeys(data: unknown, value: unknown): unknown {
    if (typeof data !== "object" || data === null) {
        return data;
    }
    if (Array.isArray(data)) {
        return data.map((item) => withKeys(item, value));
    }
    const own = Object.entries(data).map(([key, child]) => [key, withKeys(child, value)] as const);
    return Object.fromEntries([...own, ...INHERITED.map((name) => [name, value] as const)]);
}

/** The resource with each of its texts replaced in turn, and with keys of these names everywhere. */
function variants(raw: RawResource): readonly RawResource[] {
    const named = leaves(raw.props).map((path, index) => ({
        ...raw,
        props: edit(raw.props, path, INHERITED[index % INHERITED.length]),
    }));
    const keyed = ["text", { a: "b" }, [{ name: "constructor" }]].map((value) => ({
        ...raw,
        props: withKeys(raw.props, value) as RawResource["props"],
    }));
    return [...named, ...keyed];
}

describe("Names that every object of JavaScript has", () => {
    for (const name of INHERITED) {
        it(`end no check as a kind, a group, a version or a type: ${name}`, async () => {
            const group = name.replaceAll("_", "").toLowerCase();
            await judgeAll([
                object("v1", name, {}),
                object(`${group}/v1`, name, {}),
                object("extensions/v1beta1", name, { spec: { rules: [] } }),
                object("apps/v1", name, { spec: { template: { spec: { containers: [{ name }] } } } }),
                object("rbac.authorization.k8s.io/v1", "RoleBinding", {
                    roleRef: { kind: name, name },
                    subjects: [{ kind: name, name }],
                }),
                object("autoscaling/v2", "HorizontalPodAutoscaler", {
                    spec: { scaleTargetRef: { apiVersion: `${group}/v1`, kind: name, name } },
                }),
                { type: name, name, props: { [name]: name } },
                { type: `aws:${name}/x:X`, name, props: {} },
            ]);
        });
    }

    it("end no check as values or keys of an object", async () => {
        for (const { resource } of [...KUBERNETES_CASES, ...AWS_CASES]) {
            await judgeAll(variants(resource));
        }
    });

    it("end no check as values or keys of a pod", async () => {
        for (const kind of WORKLOAD_KINDS) {
            await judgeAll(variants(workload(kind, compliantPod)));
        }
    });
});

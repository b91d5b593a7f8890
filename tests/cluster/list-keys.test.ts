import assert from "node:assert/strict";
import { KUBERNETES_SETS, LIST_KEYS } from "../../core/facts/kubernetes/list-keys";
import { usePlane } from "./plane";

interface Schema {
    readonly properties?: Readonly<Record<string, ListSchema>>;
}

interface ListSchema {
    readonly "x-kubernetes-list-type"?: string;
    readonly "x-kubernetes-list-map-keys"?: readonly string[];
}

/** What people write most of: of these no list may be missing. */
const WRITTEN = /\.(PodSpec|Container|ServiceSpec|ServiceAccount|ObjectMeta)$/;

describe("The lists whose items Kubernetes knows by some of their fields", function () {
    this.timeout(60_000);
    const plane = usePlane();

    it("are those of a real API server, and all of those that people write", async () => {
        const { definitions = {} } = (await plane().get<{ definitions: Record<string, Schema> }>("/openapi/v2")) ?? {};
        const lists = Object.entries(definitions).flatMap(([definition, { properties = {} }]) =>
            Object.entries(properties).flatMap(([name, schema]) => {
                const keys = schema["x-kubernetes-list-map-keys"]?.join() ?? "";
                return schema["x-kubernetes-list-type"] === undefined
                    ? []
                    : [{ definition, name, type: schema["x-kubernetes-list-type"], keys }];
            }),
        );
        const recorded = (name: string) => (LIST_KEYS.get(name) ?? []).map((keys) => keys.join());
        for (const name of LIST_KEYS.keys()) {
            const served = lists.filter((list) => list.name === name && list.type === "map").map(({ keys }) => keys);
            for (const keys of recorded(name)) {
                assert.ok(served.includes(keys), `${name} is known by ${keys}`);
            }
        }
        for (const name of KUBERNETES_SETS) {
            assert.ok(
                lists.some((list) => list.name === name && list.type === "set"),
                `${name} is a set`,
            );
        }
        for (const { definition, name, type, keys } of lists.filter((list) => WRITTEN.test(list.definition))) {
            if (type === "map") {
                assert.ok(recorded(name).includes(keys), `${definition}.${name} is known by ${keys}`);
            }
            if (type === "set") {
                assert.ok(KUBERNETES_SETS.has(name), `${definition}.${name} is a set`);
            }
        }
    });
});

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { CLUSTER_KINDS, type ClusterKind } from "../../../components/config/cluster-kind";
import type { Section } from "../../../components/config/section";
import { SECTIONS } from "../../../components/config/sections";
import { faultsOf } from "./refused";

const FOLDER = resolve(__dirname, "../../../components/config/sections");

/** The least that a stack of each kind says. */
const LEAST: Readonly<Record<ClusterKind, Record<string, unknown>>> = {
    eks: {},
    existing: { "eks-platform:cluster": { kind: "existing", context: "test" } },
    embedded: { "eks-platform:cluster": { kind: "embedded" } },
};

const sections: readonly Section[] = SECTIONS;
const none = Object.fromEntries(
    sections.filter(({ appliesTo }) => appliesTo.length < 3).map(({ name }) => [`eks-platform:${name}`, undefined]),
);

describe("The sections of a configuration", () => {
    it("are those of the folder's files, none forgotten", () => {
        const files = readdirSync(FOLDER);
        const listed = new Set<unknown>(SECTIONS);
        for (const file of files) {
            const exported = Object.values<unknown>(require(join(FOLDER, file)));
            assert.ok(
                exported.some((value) => listed.has(value)),
                `components/config/sections/${file} exports no section that sections.ts lists`,
            );
        }
        assert.equal(SECTIONS.length, files.length);
    });

    it("have a name of their own", () => {
        assert.equal(new Set(SECTIONS.map(({ name }) => name)).size, SECTIONS.length);
    });

    for (const kind of CLUSTER_KINDS) {
        for (const { name, appliesTo } of sections.filter(({ appliesTo }) => !appliesTo.includes(kind))) {
            it(`are refused on a cluster of kind ${kind} when they do not apply there: ${name}`, () => {
                const key = `eks-platform:${name}`;
                // Even a value that no schema accepts is told once, and an empty one is no exception.
                for (const value of [{}, "", 7]) {
                    const [fault, ...others] = faultsOf({ ...none, ...LEAST[kind], [key]: value });
                    assert.deepEqual(others, []);
                    assert.equal(fault?.path, key);
                    assert.match(String(fault?.allowed), new RegExp(`of kind ${appliesTo.join(" or ")}`));
                    assert.equal(fault?.next, "Remove this key.");
                }
            });
        }
    }

    it("are judged as far as possible where the kind of the cluster is misspelt", () => {
        const service = { image: "registry.example/web:1.2.3", port: 8080 };
        const paths = faultsOf({
            "eks-platform:cluster": { kind: "ekz" },
            "eks-platform:network": { crid: "10.0.0.0/16" },
            "eks-platform:helm": { mirror: "charts" },
            "eks-platform:services": {
                shop: {
                    web: { ...service, expose: { host: "shop.example.com" } },
                    data: {
                        ...service,
                        kind: "stateful",
                        storage: { mountPath: "/data", size: "1Gi", tier: "shared" },
                    },
                },
            },
        }).map(({ path }) => path);
        assert.deepEqual(paths, ["eks-platform:network.crid", "eks-platform:cluster.kind", "eks-platform:helm.mirror"]);
    });
});

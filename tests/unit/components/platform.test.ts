import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { stackCharts } from "../../../components/addons/stack-addons";
import { loadConfig, type PlatformConfig, readStackFile } from "../../../components/config";
import { Platform } from "../../../components/platform";
import { TODAY } from "../config/valid";
import { type RecordedResource, record } from "./mocks";

const ROOT = resolve(__dirname, "../../..");

/** Kinds of Kubernetes objects that belong to no namespace. */
const CLUSTER_WIDE = /:(Namespace|StorageClass|VolumeSnapshotClass|ValidatingAdmissionPolicy(Binding)?)$/;

/** The parts of an object's metadata that make an apply of it repeatable. */
function metadataOf({ inputs }: RecordedResource): { name?: unknown; namespace?: unknown } {
    return typeof inputs.metadata === "object" && inputs.metadata !== null ? inputs.metadata : {};
}

for (const stack of ["local", "dev", "prod"]) {
    describe(`The platform of the stack ${stack}`, () => {
        let config: PlatformConfig;
        let update: readonly RecordedResource[];
        let preview: readonly RecordedResource[];
        before(async function () {
            this.timeout(60_000);
            config = loadConfig(readStackFile(join(ROOT, `Pulumi.${stack}.yaml`), stack), { today: TODAY });
            const build = () => new Platform("platform", { config });
            update = (await record("update", build)).resources;
            preview = (await record("preview", build)).resources;
        });
        const names = (resources: readonly RecordedResource[]) =>
            resources.map(({ type, name }) => `${type} ${name}`).toSorted();

        it("is the same before anything exists as afterwards", () => {
            assert.deepEqual(names(preview), names(update));
        });

        it("has no two resources of one type and name", () => {
            assert.equal(new Set(names(update)).size, update.length);
        });

        it("uses no default provider", () => {
            const stray = update.filter(({ type, provider }) => !provider && !type.startsWith("pulumi:providers:"));
            assert.deepEqual(names(stray), []);
        });

        it("names every Kubernetes object, and the namespace of each that has one", () => {
            const objects = update.filter(({ type }) => type.startsWith("kubernetes:") && !type.includes("helm.sh"));
            const unnamed = objects.filter((object) => {
                const { name, namespace } = metadataOf(object);
                return typeof name !== "string" || (typeof namespace !== "string" && !CLUSTER_WIDE.test(object.type));
            });
            assert.ok(objects.length > 0);
            assert.deepEqual(names(unnamed), []);
        });

        it("installs the charts that are listed for it, so that a missing one is told beforehand", () => {
            const releases = update.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
            assert.deepEqual(
                releases.map(({ inputs }) => inputs.chart).toSorted(),
                stackCharts(config)
                    .map(({ name }) => name)
                    .toSorted(),
            );
        });

        it("has AWS resources only where its cluster is in AWS", () => {
            const aws = update.filter(({ type }) => /^(aws|eks|pulumi:providers:(aws|eks)$)/.test(type));
            assert.equal(aws.length > 0, stack !== "local");
        });
    });
}

describe("A platform whose names every object inherits", () => {
    it("has its namespaces, services and volumes like any other", async () => {
        const values = {
            "eks-platform:cluster": { kind: "embedded" },
            "eks-platform:storage": { tiers: { constructor: { type: "gp3" } } },
            "eks-platform:services": {
                constructor: {
                    constructor: {
                        kind: "stateful",
                        image: "registry.example/db:1",
                        port: 5432,
                        env: { constructor: { credential: "constructor", key: "password" } },
                        credentials: { constructor: {} },
                        storage: { tier: "constructor", size: "1Gi", mountPath: "/data" },
                    },
                },
            },
        };
        const config = loadConfig({ stack: "test", values }, { today: TODAY });
        const { resources } = await record("update", () => new Platform("platform", { config }));
        const set = resources.find(({ type }) => type === "kubernetes:apps/v1:StatefulSet");
        assert.ok(set);
        assert.deepEqual(metadataOf(set).namespace, "constructor");
        assert.match(JSON.stringify(set.inputs), /"storageClassName":"constructor"/);
    });
});

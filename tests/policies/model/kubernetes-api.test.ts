import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { BUILT_IN_GROUPS, BUILT_IN_KINDS } from "../../../core/facts/kubernetes/api-groups";
import { CLUSTER_SCOPED } from "../../../core/facts/kubernetes/cluster-scoped";
import { REMOVED_APIS } from "../../../policies/model/api-versions";

/** Packages of Pulumi's own beside those of the API. */
const NO_API = ["helm.sh", "kustomize", "meta", "yaml"];
/** What the API takes as a question or an order, so that Pulumi has no resource for it. */
const NO_RESOURCES = ["authentication.k8s.io", "authorization.k8s.io", "internal.apiserver.k8s.io"];

/** The kinds of @pulumi/kubernetes, which is generated from Kubernetes' own description of its API, as `apiVersion kind`. */
function pulumiKinds(): readonly string[] {
    const root = dirname(require.resolve("@pulumi/kubernetes/package.json"));
    const folders = (folder: string) =>
        readdirSync(folder)
            .map((name) => join(folder, name))
            .filter((path) => statSync(path).isDirectory());
    return folders(root)
        .flatMap(folders)
        .flatMap((version) => readdirSync(version).map((file) => join(version, file)))
        .filter((file) => file.endsWith(".js"))
        .flatMap((file) => {
            const [, version = "", kind = ""] =
                /__pulumiType = 'kubernetes:([^:]+):(\w+)'/.exec(readFileSync(file, "utf8")) ?? [];
            const apiVersion = version.replace(/^core\//, "");
            const isKind = kind !== "" && !/(List|Patch)$/.test(kind);
            return isKind && !NO_API.includes(apiVersion.split("/")[0] ?? "") ? [`${apiVersion} ${kind}`] : [];
        });
}

const OURS = [...BUILT_IN_KINDS].flatMap(([apiVersion, kinds]) => kinds.map((kind) => `${apiVersion} ${kind}`));

describe("Kubernetes' own kinds", () => {
    it("are all that @pulumi/kubernetes has", () => {
        const found = pulumiKinds();
        assert.ok(found.length > 150, String(found.length));
        assert.deepEqual(
            found.filter((kind) => !OURS.includes(kind)),
            [],
        );
    });

    it("are no more than that, but for subresources and what is no resource", () => {
        const known = pulumiKinds();
        const more = OURS.filter((kind) => !known.includes(kind)).filter(
            (kind) => !NO_RESOURCES.some((group) => kind.startsWith(`${group}/`)),
        );
        assert.deepEqual(more, ["autoscaling/v1 Scale", "policy/v1 Eviction", "v1 ComponentStatus"]);
    });

    it("hold those outside of namespaces, and those that are removed", () => {
        const names = new Set(
            [...BUILT_IN_KINDS].flatMap(([version, kinds]) => kinds.map((kind) => `${groupOf(version)}/${kind}`)),
        );
        assert.deepEqual(
            [...CLUSTER_SCOPED].filter((kind) => !names.has(kind)),
            [],
        );
        const removed = REMOVED_APIS.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind}`));
        assert.deepEqual(
            removed.filter((kind) => !OURS.includes(kind)),
            [],
        );
    });

    it("are of Kubernetes' own groups alone", () => {
        for (const group of ["", "apps", "batch", "networking.k8s.io"]) {
            assert.ok(BUILT_IN_GROUPS.has(group), group);
        }
        for (const group of ["gateway.networking.k8s.io", "snapshot.storage.k8s.io"]) {
            assert.ok(!BUILT_IN_GROUPS.has(group), group);
        }
    });
});

function groupOf(apiVersion: string): string {
    return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

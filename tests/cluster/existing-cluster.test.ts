import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { projectRoot } from "../../toolchain/paths";
import { requireKubectl, usePlane } from "./plane";

interface Named {
    readonly metadata: { readonly uid: string };
    readonly spec: { readonly replicas: number; readonly storageClassName: string };
}

describe("stacks on a cluster of one's own", function () {
    this.timeout(180_000);
    const plane = usePlane();
    const classPath = "/apis/storage.k8s.io/v1/storageclasses/standard";
    let folder: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-existing-"));
        // As on kind: the cluster has a default class, and it is called standard.
        await plane().create("/apis/storage.k8s.io/v1/storageclasses", {
            metadata: {
                name: "standard",
                annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
            },
            provisioner: "ebs.csi.aws.com",
            volumeBindingMode: "WaitForFirstConsumer",
        });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("use its default class, and leave it as it is", async () => {
        const uid = await uidOf(classPath);
        await succeed("up", "one", { shop: { db: STORE, web: WEB } });
        const claim = await plane().get<Named>("/api/v1/namespaces/shop/persistentvolumeclaims/data-db-0");
        assert.equal(claim?.spec.storageClassName, "standard");
        assert.equal(await uidOf(classPath), uid);
        assert.match(await succeed("up", "one", { shop: { db: STORE, web: WEB } }), /nothing changes/);
    });

    it("refuse, in the preview, what another stack or a person made, and do not delete it", async () => {
        const uid = await uidOf("/api/v1/namespaces/shop");
        assert.match(await fail("preview", "two", { shop: { web: WEB } }), /Namespace shop already exists/);
        assert.match(await fail("up", "two", { shop: { web: WEB } }), /Namespace shop already exists/);
        await succeed("destroy", "two", { shop: { web: WEB } });
        assert.equal(await uidOf("/api/v1/namespaces/shop"), uid);
    });

    it("take back what was changed by hand", async function () {
        requireKubectl(this);
        plane().kubectl(["scale", "deployment", "web", "--namespace", "shop", "--replicas=5"]);
        await succeed("refresh", "one", { shop: { db: STORE, web: WEB } });
        await succeed("up", "one", { shop: { db: STORE, web: WEB } });
        const { spec } = (await plane().get<Named>("/apis/apps/v1/namespaces/shop/deployments/web")) ?? {};
        assert.equal(spec?.replicas, 2);
    });

    it("refuse an application that was renamed in its namespace before anything happens (case 123)", async () => {
        const of = (application: string) => ({
            "eks-platform:applications": { [application]: { app: "retail-store", namespace: "renamed" } },
        });
        await succeed("up", "three", {}, of("before"));
        const uid = await uidOf("/apis/apps/v1/namespaces/renamed/deployments/ui");
        assert.match(await fail("up", "three", {}, of("after")), / renamed\/[-a-z]+ already exists/);
        assert.equal(await uidOf("/apis/apps/v1/namespaces/renamed/deployments/ui"), uid);
        await succeed("destroy", "three", {}, of("before"));
    });

    it("are gone after a destroy, and the cluster's own class is not", async () => {
        const uid = await uidOf(classPath);
        await succeed("destroy", "one", { shop: { db: STORE, web: WEB } });
        assert.equal(await uidOf("/api/v1/namespaces/shop"), undefined);
        assert.equal(await uidOf(classPath), uid);
    });

    async function uidOf(path: string): Promise<string | undefined> {
        return (await plane().get<Named>(path))?.metadata.uid;
    }

    async function succeed(...args: Parameters<typeof platform>): Promise<string> {
        const { exitCode, output } = await platform(...args);
        assert.equal(exitCode, 0, output);
        return output;
    }

    async function fail(...args: Parameters<typeof platform>): Promise<string> {
        const { exitCode, output } = await platform(...args);
        assert.notEqual(exitCode, 0, output);
        return output;
    }

    /** Runs the command on a stack that reaches the control plane as any cluster: by a context of a kubeconfig. */
    function platform(operation: string, stack: string, services: object, more: object = {}) {
        const { kubeconfigPath: kubeconfig, context } = plane().cluster;
        const file = join(folder, `Pulumi.${stack}.yaml`);
        const cluster = { kind: "existing", context, kubeconfig };
        const config = { "eks-platform:cluster": cluster, "eks-platform:services": services, ...more };
        writeFileSync(file, stringify({ config }));
        const child = spawn(
            process.execPath,
            [join(projectRoot(), "bin", "platform.mjs"), operation, stack, "--config-file", file],
            {
                cwd: projectRoot(),
                env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), NO_COLOR: "1" },
                stdio: ["ignore", "pipe", "pipe"],
            },
        );
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", (data) => {
                output += data;
            });
        }
        return new Promise<{ exitCode: number | null; output: string }>((resolve) => {
            child.on("close", (exitCode) => resolve({ exitCode, output }));
        });
    }
});

const WEB = { image: "ghcr.io/acme/web:1.2.3", port: 8080, replicas: 2 };
const STORE = {
    kind: "stateful",
    image: "ghcr.io/acme/db:1.2.3",
    port: 5432,
    storage: { tier: "standard", size: "1Gi", mountPath: "/data" },
};

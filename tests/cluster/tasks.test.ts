import assert from "node:assert/strict";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { Diagnostics } from "../../cli/engine/diagnostics";
import { APPLY_OPTIONS } from "../../components/cluster/apply-options";
import { Application, type ServiceDescription } from "../../components/workloads";
import { openRealWorkspace, type Run, type Workspace } from "../engine/workspace";
import { eventually, TOOLS_LIMIT_MS, usePlane } from "./plane";

const NAMESPACE = "shop";
const JOB = "kubernetes:batch/v1:Job";

interface Live {
    readonly metadata: { readonly uid: string; readonly creationTimestamp: string };
    readonly spec: {
        readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
    };
    readonly status?: {
        readonly completionTime?: string;
        readonly succeeded?: number;
        readonly lastSuccessfulTime?: string;
    };
}

/** What a stack's file says of the task, and of the microservice that needs it. */
interface Change {
    readonly version?: string;
    readonly activeDeadlineSeconds?: number;
}

describe("A task and a cron service on a real API server", function () {
    this.timeout(180_000);
    const plane = usePlane();
    let workspace: Workspace;

    const job = () => plane().get<Live>(`/apis/batch/v1/namespaces/${NAMESPACE}/jobs/migrate`);
    const web = () => plane().get<Live>(`/apis/apps/v1/namespaces/${NAMESPACE}/deployments/web`);
    const imageOf = (object: Live | undefined) => object?.spec.template.spec.containers[0]?.image;
    const jobSteps = (run: Run) => run.steps.filter(({ type }) => type === JOB).map(({ op }) => op);

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        workspace = await openRealWorkspace(program({}));
        await succeed({});
    });
    after(() => workspace?.close());

    it("runs to its end before what needs it is made", async () => {
        const [done, needing] = [await job(), await web()];
        assert.equal(done?.status?.succeeded, 1);
        assert.ok(String(done.status.completionTime) <= String(needing?.metadata.creationTimestamp));
    });

    it("runs once: neither a second update nor a refresh runs it again", async () => {
        const before = await job();
        assert.deepEqual(Object.keys((await succeed({})).changes), ["same"]);
        assert.equal((await workspace.refresh({ expectNoChanges: true })).failure, undefined);
        assert.deepEqual(Object.keys((await succeed({ activeDeadlineSeconds: 700 })).changes).sort(), [
            "same",
            "update",
        ]);
        assert.equal((await job())?.metadata.uid, before?.metadata.uid);
        await succeed({});
    });

    it("runs anew where its image changes, before what needs it changes, which is not replaced for it", async () => {
        const [before, needing] = [await job(), await web()];
        workspace.stack.workspace.program = program({ version: "1.0.1" });
        assert.ok(jobSteps(await workspace.preview()).includes("replace"));
        await succeed({ version: "1.0.1" });
        assert.notEqual((await job())?.metadata.uid, before?.metadata.uid);
        assert.equal((await job())?.status?.succeeded, 1);
        assert.equal((await web())?.metadata.uid, needing?.metadata.uid);
        assert.match(String(imageOf(await web())), /:1\.0\.1$/);
    });

    it("stops the rollout where it fails, with its logs' command, and is run anew by the next update", async () => {
        const quota = `/api/v1/namespaces/${NAMESPACE}/resourcequotas`;
        await plane().create(quota, { metadata: { name: "full" }, spec: { hard: { pods: "0" } } });
        const change = { version: "1.0.2", activeDeadlineSeconds: 3 };
        workspace.stack.workspace.program = program(change);
        const failed = await workspace.up();
        assert.ok(failed.failure);
        assert.match(told(failed), /DeadlineExceeded|longer than specified deadline/);
        assert.match(told(failed), /The task migrate has not succeeded, so nothing that needs it was changed/);
        assert.match(told(failed), /kubectl -n shop logs -l batch\.kubernetes\.io\/job-name=migrate /);
        assert.match(told(failed), /Next step: .* run up again/);
        assert.match(String(imageOf(await web())), /:1\.0\.1$/);

        await plane().remove(`${quota}/full`);
        assert.ok(jobSteps(await workspace.preview()).includes("replace"), "the preview says that the task runs again");
        await succeed(change);
        assert.equal((await job())?.status?.succeeded, 1);
        assert.match(String(imageOf(await web())), /:1\.0\.2$/);
        assert.deepEqual(Object.keys((await succeed(change)).changes), ["same"]);
        await succeed({ version: "1.0.2" });
    });

    it("is said to run in the preview after somebody deleted its Job", async () => {
        await plane().remove(`/apis/batch/v1/namespaces/${NAMESPACE}/jobs/migrate?propagationPolicy=Background`);
        await eventually("the Job is gone", async () => ((await job()) === undefined ? true : undefined));
        await workspace.refresh();
        assert.deepEqual(jobSteps(await workspace.preview()), ["create"]);
        await succeed({ version: "1.0.2" });
    });

    it("is run at its times where it is a cron service", async () => {
        const path = `/apis/batch/v1/namespaces/${NAMESPACE}/cronjobs/report`;
        await eventually(
            "a run has succeeded",
            async () => (await plane().get<Live>(path))?.status?.lastSuccessfulTime,
        );
        assert.deepEqual(Object.keys((await succeed({ version: "1.0.2" })).changes), ["same"]);
    });

    it("leaves nothing behind when it is removed, runs of a cron service neither", async () => {
        assert.equal((await workspace.destroy()).failure, undefined);
        assert.equal(await plane().get(`/api/v1/namespaces/${NAMESPACE}`), undefined);
    });

    async function succeed(change: Change): Promise<Run> {
        workspace.stack.workspace.program = program(change);
        const up = await workspace.up();
        assert.equal(up.failure, undefined, up.diagnostics("error").join("\n"));
        return up;
    }

    function told(run: Run): string {
        const diagnostics = new Diagnostics();
        return run.events.map((event) => diagnostics.admit(event)?.diagnosticEvent?.message ?? "").join("\n");
    }

    function program({ version = "1.0.0", activeDeadlineSeconds = 600 }: Change): PulumiFn {
        const image = `ghcr.io/acme/web:${version}`;
        const services: Record<string, ServiceDescription> = {
            web: { image, port: 8080, replicas: 1, needs: ["migrate"] },
            migrate: { kind: "task", image, args: ["migrate"], activeDeadlineSeconds, env: { LEVEL: "info" } },
            report: { kind: "cron", image: "ghcr.io/acme/report:1.2.3", schedule: "@every 3s", connectsTo: ["web"] },
        };
        return async () => {
            const { kubeconfigPath: kubeconfig } = plane().cluster;
            const provider = new Provider("cluster", { kubeconfig, ...APPLY_OPTIONS });
            const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
            const home = new Namespace(NAMESPACE, { metadata: { name: NAMESPACE, labels } }, { provider });
            new Application(
                "shop",
                { namespace: NAMESPACE, description: { services }, storageClasses: {}, retainVolumes: false },
                { provider, dependsOn: [home] },
            );
        };
    }
});

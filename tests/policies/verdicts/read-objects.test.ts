import assert from "node:assert/strict";
import { judgeAll } from "../../../policies/judging/judge-all";
import { type Data, edit } from "../support/edit";
import { object } from "../support/resources";
import { compliantPod } from "../support/workloads";
import { deployment, judged, shown, withEdits } from "./prod";

describe("An object that was read from a cluster", () => {
    const scheduled = (fields: Data) =>
        object("v1", "Pod", {
            ...fields,
            metadata: { labels: { app: "web" }, ...(fields.metadata as Data) },
            spec: { ...(compliantPod as { spec: Data }).spec, nodeName: "ip-10-0-0-1.eu-west-1.compute.internal" },
        });
    const ownerReferences = [{ kind: "ReplicaSet", name: "web", controller: true }];
    const uid = "6d2f4a4e-0000-4000-8000-000000000000";

    it("has the node that the scheduler gave it (case 214)", async () => {
        const running = scheduled({ metadata: { uid, ownerReferences }, status: { phase: "Running" } });
        assert.deepEqual(shown(await judged(running)), []);
    });

    it("is one with uid and status alone", async () => {
        for (const fields of [{}, { status: { phase: "Running" } }, { metadata: { uid } }]) {
            const metadata = { ownerReferences, ...(fields as { metadata?: Data }).metadata };
            const found = await judged(scheduled({ ...fields, metadata }));
            assert.deepEqual(shown(found), ["mandatory node-name"], JSON.stringify(fields));
        }
    });

    it("has a chosen node in the template of a workload all the same", async () => {
        const web = deployment(withEdits(["spec.nodeName", "node-1"]));
        const read = {
            ...web,
            props: { ...web.props, status: {}, metadata: { ...(web.props.metadata as Data), uid } },
        };
        assert.deepEqual(shown(await judged(read)), ["mandatory node-name"]);
    });

    it("is in the default namespace where Kubernetes puts it there", async () => {
        for (const [kind, name] of [
            ["Service", "kubernetes"],
            ["ConfigMap", "kube-root-ca.crt"],
            ["ServiceAccount", "default"],
        ]) {
            const made = object("v1", kind ?? "", { metadata: { name, namespace: "default" } });
            assert.deepEqual(shown(await judged(made)), [], kind);
            const other = edit(made, "props.metadata.name", "web");
            assert.deepEqual(shown(await judged(other)), ["mandatory default-namespace"], kind);
        }
    });

    it("tolerates as a pod what its DaemonSet tolerates", async () => {
        const pod = scheduled({
            metadata: { uid, ownerReferences: [{ kind: "DaemonSet", name: "agent" }] },
            status: {},
        });
        const tolerant = edit(pod, "props.spec.tolerations", [{ operator: "Exists" }]);
        assert.deepEqual(shown(await judged(tolerant)), []);
        const alone = edit(tolerant, "props.metadata.ownerReferences", ownerReferences);
        assert.deepEqual(shown(await judged(alone)), ["mandatory toleration-all"]);
    });

    it("goes away as a Job with the CronJob that made it", async () => {
        const job = object("batch/v1", "Job", { metadata: { uid }, spec: {}, status: {} });
        const owned = edit(job, "props.metadata.ownerReferences", [{ kind: "CronJob", name: "report" }]);
        const config = { all: "disabled", "job-lifetime": "mandatory" };
        assert.deepEqual(shown(await judgeAll([job], { config })), ["mandatory job-lifetime"]);
        assert.deepEqual(shown(await judgeAll([owned], { config })), []);
    });

    it("is no Endpoints that somebody wrote", async () => {
        const written = object("v1", "Endpoints", { subsets: [] });
        assert.deepEqual(shown(await judged(written)), ["mandatory deprecated-api"]);
        assert.deepEqual(shown(await judged(edit(written, "props.metadata.uid", uid))), []);
    });
});

import assert from "node:assert/strict";
import { workloadTable } from "../../../cli/output/workloads";

/** Lists as the API server gives them: items without their kind. */
const LISTS: ReadonlyMap<string, readonly unknown[]> = new Map([
    [
        "/apis/apps/v1/deployments",
        [
            { metadata: { name: "web", namespace: "shop" }, spec: { replicas: 3 }, status: { readyReplicas: 2 } },
            { metadata: { name: "coredns", namespace: "kube-system" }, spec: { replicas: 2 } },
        ],
    ],
    ["/apis/apps/v1/statefulsets", [{ metadata: { name: "database", namespace: "shop" }, spec: {}, status: {} }]],
    [
        "/apis/batch/v1/jobs",
        [
            { metadata: { name: "migrate", namespace: "shop" }, spec: { completions: 2 }, status: { succeeded: 1 } },
            { metadata: { name: "report-1", namespace: "shop", ownerReferences: [{ kind: "CronJob" }] }, spec: {} },
        ],
    ],
    ["/apis/batch/v1/cronjobs", [{ metadata: { name: "report", namespace: "shop" }, spec: { schedule: "0 6 * * *" } }]],
]);

describe("the table of what runs", () => {
    it("has all workloads but those of the system and the Jobs of CronJobs", async () => {
        const read = async <T>(path: string) => ({ items: LISTS.get(path) }) as T;
        const rows = (await workloadTable(read)).split("\n").map((line) => line.trim().split(/\s{2,}/));
        assert.deepEqual(rows.slice(1), [
            ["shop", "database", "StatefulSet", "0/1"],
            ["shop", "migrate", "Job", "1/2"],
            ["shop", "report", "CronJob", "0 6 * * *"],
            ["shop", "web", "Deployment", "2/3"],
        ]);
    });

    it("is empty where the cluster serves none of them", async () => {
        assert.equal((await workloadTable(async () => undefined)).split("\n").length, 1);
    });
});

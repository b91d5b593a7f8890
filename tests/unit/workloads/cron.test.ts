import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { allowedBy, toFaults } from "../../../components/schema/issues";
import { CronTask, type CronTaskArgs } from "../../../components/workloads";
import { serviceSchema } from "../../../components/workloads/kinds";
import { plainService, recordApplication, type WorkloadObject } from "./manifests";
import { restrictedViolations } from "./pod-security";
import { objectOf, objectsOf, type Recorded, RUNS, record } from "./recording";

const REPORT = { kind: "cron" as const, image: plainService.image, schedule: "30 3 * * mon-fri" };

interface CronJobObject extends Pick<WorkloadObject, "metadata"> {
    readonly spec: Readonly<Record<string, unknown>> & {
        readonly jobTemplate: {
            readonly spec: Readonly<Record<string, unknown>> & Pick<WorkloadObject["spec"], "template">;
        };
    };
}

const faultsOf = (description: object) => {
    const result = serviceSchema.safeParse(description, { reportInput: true, error: allowedBy });
    return (result.error?.issues ?? []).flatMap((issue) => toFaults("report", issue));
};

function recordCron(description: Partial<CronTaskArgs["description"]> = {}, preview = false): Promise<Recorded[]> {
    const args = { name: "report", namespace: "team", application: "shop" };
    return record(() => void new CronTask("shop-report", { ...args, description: { ...REPORT, ...description } }), {
        preview,
    });
}

describe("a cron service", () => {
    for (const { run, preview } of RUNS) {
        it(`is complete during ${run}, without Service, budget and Ingress`, async () => {
            const recorded = await recordCron({ env: { A: "1" } }, preview);
            assert.deepEqual(recorded.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort(), [
                "ConfigMap shop-report-env",
                "CronJob shop-report-cronjob",
                "CronTask shop-report",
                "NetworkPolicy shop-report-policy",
                "ServiceAccount shop-report-account",
            ]);
        });
    }

    it("does not overlap, says when a run is too late or too long, and keeps few runs, without being told", async () => {
        const { spec } = objectOf<CronJobObject>(await recordCron(), "CronJob", "report");
        const { jobTemplate, ...settings } = spec;
        assert.deepEqual(settings, {
            schedule: "30 3 * * mon-fri",
            timeZone: "Etc/UTC",
            concurrencyPolicy: "Forbid",
            startingDeadlineSeconds: 300,
            suspend: false,
            successfulJobsHistoryLimit: 3,
            failedJobsHistoryLimit: 1,
        });
        const { template, ...job } = jobTemplate.spec;
        assert.deepEqual(job, { backoffLimit: 2, activeDeadlineSeconds: 3600 });
        assert.equal(new Map(Object.entries(template.spec)).get("restartPolicy"), "Never");
    });

    it("satisfies the Pod Security Standard restricted, and has limits but no probes", async () => {
        const { spec } = objectOf<CronJobObject>(await recordCron(), "CronJob", "report");
        const pod = spec.jobTemplate.spec.template.spec;
        assert.deepEqual(restrictedViolations(pod), []);
        const [container] = pod.containers;
        assert.deepEqual(container?.resources.limits, { cpu: "1", memory: "512Mi" });
        for (const absent of ["startupProbe", "readinessProbe", "livenessProbe", "lifecycle", "ports"] as const) {
            assert.equal(container?.[absent], undefined, absent);
        }
    });

    it("lets nobody in, and out to what it connects to alone", async () => {
        const services = { report: { ...REPORT, connectsTo: ["web"] }, web: plainService };
        const recorded = await recordApplication(services);
        const { spec } = objectOf<{ spec: { ingress?: unknown; egress: { to: unknown; ports: unknown }[] } }>(
            recorded,
            "NetworkPolicy",
            "report",
        );
        assert.equal(spec.ingress, undefined);
        assert.deepEqual(spec.egress.slice(1), [
            {
                to: [
                    {
                        podSelector: {
                            matchLabels: { "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "shop" },
                        },
                    },
                ],
                ports: [{ protocol: "TCP", port: 8080 }],
            },
        ]);
        const [rule] = objectOf<{ spec: { ingress: { from: unknown }[] } }>(recorded, "NetworkPolicy", "web").spec
            .ingress;
        assert.deepEqual(rule?.from, [
            {
                podSelector: {
                    matchLabels: { "app.kubernetes.io/name": "report", "app.kubernetes.io/instance": "shop" },
                },
            },
        ]);
        assert.equal(objectsOf(recorded, "CronJob").length, 1);
    });

    it("keeps its name in the labels of its pods, by which its policy finds them", async () => {
        const recorded = await recordCron();
        const { spec } = objectOf<CronJobObject>(recorded, "CronJob", "report");
        const { labels } = spec.jobTemplate.spec.template.metadata;
        const policy = objectOf<{ spec: { podSelector: { matchLabels: Record<string, string> } } }>(
            recorded,
            "NetworkPolicy",
            "report",
        );
        for (const [key, value] of Object.entries(policy.spec.podSelector.matchLabels)) {
            assert.equal(labels[key], value);
        }
    });

    for (const [field, value, kinds] of [
        ["port", 80, "microservice or stateful"],
        ["replicas", 2, "microservice or stateful"],
        ["probes", {}, "microservice or stateful"],
        ["expose", { host: "a.example.com" }, "microservice"],
        ["autoscaling", { max: 3 }, "microservice"],
        ["storage", { tier: "standard", size: "1Gi", mountPath: "/data" }, "stateful"],
        ["disruption", { maxUnavailable: 1 }, "microservice or stateful"],
    ] as const) {
        it(`refuses ${field}, and names the kinds that have it`, () => {
            const [fault, ...others] = faultsOf({ ...REPORT, [field]: value });
            assert.deepEqual(others, []);
            assert.equal(fault?.path, `report.${field}`);
            assert.equal(fault?.allowed, `only for kind: ${kinds}; a service of kind cron has no ${field}`);
            assert.equal(fault?.next, `Remove it, or set kind: ${kinds}.`);
        });
    }

    it("is not what a service connects to", async () => {
        const services = { report: REPORT, web: { ...plainService, connectsTo: ["report"] } };
        const fault = await recordApplication(services).then(
            () => assert.fail("was accepted"),
            (error: unknown) => error,
        );
        assert.ok(pulumi.InputPropertiesError.isInstance(fault));
        assert.deepEqual(
            fault.errors?.map(({ propertyPath }) => propertyPath),
            ["description.services.web.connectsTo[0]"],
        );
        assert.match(String(fault.errors?.[0]?.reason), /report is one of kind cron, which has no port/);
    });

    it("is refused without a schedule, and a microservice with one", () => {
        assert.deepEqual(
            faultsOf({ ...REPORT, schedule: undefined }).map(({ path, next }) => [path, next]),
            [["report.schedule", "Add this key."]],
        );
        const [fault] = faultsOf({ ...plainService, schedule: "@daily" });
        assert.match(String(fault?.allowed), /only for kind: cron; a service of kind microservice has no schedule/);
    });
});

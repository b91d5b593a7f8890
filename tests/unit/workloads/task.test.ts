import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SecretText } from "../../../components/config";
import { type ServiceDescription, Task, type TaskArgs } from "../../../components/workloads";
import { plainService, recordApplication, type WorkloadObject } from "./manifests";
import { restrictedViolations } from "./pod-security";
import { objectOf, objectsOf, type Recorded, RUNS, record } from "./recording";

const MIGRATE = { kind: "task" as const, image: plainService.image, args: ["migrate"] };
const STORE = { kind: "stateful" as const, image: plainService.image, port: 5432 };

interface JobObject extends Pick<WorkloadObject, "metadata"> {
    readonly spec: Readonly<Record<string, unknown>> & Pick<WorkloadObject["spec"], "template">;
}

function recordTask(description: Partial<TaskArgs["description"]> = {}, preview = false): Promise<Recorded[]> {
    const args = { name: "migrate", namespace: "team", application: "shop" };
    return record(() => void new Task("shop-migrate", { ...args, description: { ...MIGRATE, ...description } }), {
        preview,
    });
}

const jobOf = async (description: Partial<TaskArgs["description"]> = {}) =>
    objectOf<JobObject>(await recordTask(description), "Job", "migrate");

/** The faults of an application: path, what is allowed, and the next step in one text. */
async function faultsOf(services: Record<string, ServiceDescription>): Promise<[string, string][]> {
    const fault = await recordApplication(services).then(
        () => undefined,
        (error: unknown) => error,
    );
    if (fault === undefined) {
        return [];
    }
    assert.ok(pulumi.InputPropertiesError.isInstance(fault), String(fault));
    return (fault.errors ?? []).map(({ propertyPath, reason }) => [propertyPath, reason]);
}

describe("a task", () => {
    for (const { run, preview } of RUNS) {
        it(`is complete during ${run}, without Service, budget and Ingress`, async () => {
            const recorded = await recordTask({ env: { A: "1" } }, preview);
            assert.deepEqual(recorded.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort(), [
                "ConfigMap shop-migrate-env",
                "Job shop-migrate-job",
                "NetworkPolicy shop-migrate-policy",
                "ServiceAccount shop-migrate-account",
                "Task shop-migrate",
            ]);
        });
    }

    it("is tried three times within ten minutes, and its Job stays, so that no refresh misses it and runs it again", async () => {
        const { metadata, spec } = await jobOf();
        const { template, ...settings } = spec;
        assert.deepEqual(settings, { backoffLimit: 2, activeDeadlineSeconds: 600 });
        assert.equal(new Map(Object.entries(template.spec)).get("restartPolicy"), "Never");
        assert.deepEqual(metadata.annotations, { "pulumi.com/replaceUnready": "true" });
    });

    it("satisfies the Pod Security Standard restricted, and has no probes", async () => {
        const { template } = (await jobOf()).spec;
        assert.deepEqual(restrictedViolations(template.spec), []);
        const [container] = template.spec.containers;
        assert.equal(container?.startupProbe ?? container?.livenessProbe ?? container?.readinessProbe, undefined);
    });

    it("has other pods, and so runs again, where its image, its arguments or its configuration change", async () => {
        const first = JSON.stringify((await jobOf()).spec.template);
        for (const change of [
            { image: "registry.example.com/team/app:1.0.1" },
            { args: ["migrate", "--to", "7"] },
            { env: { A: "1" } },
            { files: { "/etc/app.conf": "a" } },
        ]) {
            assert.notEqual(JSON.stringify((await jobOf(change)).spec.template), first, JSON.stringify(change));
        }
        const deadline = await jobOf({ activeDeadlineSeconds: 60 });
        assert.equal(JSON.stringify(deadline.spec.template), first);
    });

    it("reads encrypted values from a Secret, and runs again when they change", async () => {
        const withSecret = async (token: string) => {
            const recorded = await recordTask({ env: { TOKEN: new SecretText(token) } });
            assert.equal(objectsOf(recorded, "Secret").length, 1);
            return objectOf<JobObject>(recorded, "Job", "migrate").spec.template;
        };
        const [one, other] = [await withSecret("one"), await withSecret("other")];
        assert.deepEqual(one.spec.containers[0]?.env, [
            { name: "TOKEN", valueFrom: { secretKeyRef: { name: "migrate-secrets", key: "TOKEN" } } },
        ]);
        assert.notDeepEqual(one.metadata.annotations, other.metadata.annotations);
    });

    it("refuses what keeps it from being watched to its end", async () => {
        const faults = await faultsOf({ migrate: { ...MIGRATE, ttlSecondsAfterFinished: 60 } as ServiceDescription });
        assert.deepEqual(
            faults.map(([path]) => path),
            ["description.services.migrate.ttlSecondsAfterFinished"],
        );
        assert.match(
            faults[0]?.[1] ?? "",
            /only for kind: cron; a service of kind task has no ttlSecondsAfterFinished/,
        );
    });
});

describe("what needs a task", () => {
    const services: Record<string, ServiceDescription> = {
        web: { ...plainService, needs: ["migrate"], connectsTo: ["db"] },
        report: { kind: "cron", image: plainService.image, schedule: "@daily", needs: ["migrate"] },
        migrate: { ...MIGRATE, needs: ["check"], connectsTo: ["db"] },
        check: { ...MIGRATE, connectsTo: ["db"] },
        db: STORE,
    };

    it("is registered after it, and the task after what it needs and connects to", async () => {
        const recorded = await recordApplication(services);
        const order = recorded.flatMap(({ type, name }) =>
            /:(Deployment|CronJob|Job|StatefulSet)$/.test(type) ? [name] : [],
        );
        for (const [earlier, later] of [
            ["shop-db-set", "shop-check-job"],
            ["shop-check-job", "shop-migrate-job"],
            ["shop-migrate-job", "shop-web-deployment"],
            ["shop-migrate-job", "shop-report-cronjob"],
        ] as const) {
            assert.ok(
                order.includes(earlier) && order.indexOf(earlier) < order.indexOf(later),
                `${later} after ${earlier}`,
            );
        }
    });

    it("is refused where the task is missing, does not end, is named twice or is itself", async () => {
        const faults = await faultsOf({
            web: { ...plainService, needs: ["migrat", "db", "migrate", "migrate"] },
            db: STORE,
            migrate: { ...MIGRATE, needs: ["migrate"] },
        });
        assert.deepEqual(
            faults.map(([path]) => path),
            [
                "description.services.web.needs[0]",
                "description.services.web.needs[1]",
                "description.services.web.needs[3]",
                "description.services.migrate.needs[0]",
            ],
        );
        const texts = faults.map(([, text]) => text);
        assert.match(texts[0] ?? "", /a task of the same application: migrate/);
        assert.match(texts[1] ?? "", /a service of kind task, which ends; db is one of kind stateful.*connectsTo/);
        assert.match(texts[2] ?? "", /each task once/);
        assert.match(texts[3] ?? "", /cannot wait for itself/);
    });

    it("is refused where each waits for the other", async () => {
        const faults = await faultsOf({
            web: { ...plainService, needs: ["warm"] },
            warm: { ...MIGRATE, connectsTo: ["web"] },
        });
        assert.deepEqual(
            faults.map(([path]) => path),
            ["description.services.web.needs[0]"],
        );
        assert.match(faults[0]?.[1] ?? "", /no circle.*web after warm after web/);
    });

    it("may be what another task connects to, which then runs when it is up", async () => {
        const recorded = await recordApplication({ warm: { ...MIGRATE, connectsTo: ["web"] }, web: plainService });
        const order = recorded.flatMap(({ type, name }) => (/:(Deployment|Job)$/.test(type) ? [name] : []));
        assert.deepEqual(order, ["shop-web-deployment", "shop-warm-job"]);
    });
});

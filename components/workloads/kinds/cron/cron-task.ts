import { CronJob } from "@pulumi/kubernetes/batch/v1";
import * as pulumi from "@pulumi/pulumi";
import { createCompanions, createOwnSecret, workloadMeta } from "../../companions";
import { jobSpec } from "../../job-spec";
import { standardLabels } from "../../labels";
import { parseService, peerOf, type ServiceArgs } from "../../service-args";
import { acrossKinds } from "../across-kinds";
import { cron } from ".";

/** Arguments of a {@link CronTask}. */
export type CronTaskArgs = ServiceArgs<"cron">;

/** What runs to its end at set times: CronJob, ServiceAccount, ConfigMaps and a NetworkPolicy that lets nobody in. */
export class CronTask extends pulumi.ComponentResource {
    /** @throws pulumi.InputPropertiesError for a description that cannot be deployed */
    constructor(name: string, args: CronTaskArgs, opts?: pulumi.ComponentResourceOptions) {
        super(cron.componentType, name, args, acrossKinds("cron", opts));
        const spec = parseService("cron", args);
        const prerequisites = createCompanions(this, name, args, spec, peerOf(args));
        const ownSecret = createOwnSecret(this, name, args, spec);
        const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend } = spec;
        const { successfulJobsHistoryLimit, failedJobsHistoryLimit, ttlSecondsAfterFinished } = spec;
        new CronJob(
            `${name}-cronjob`,
            {
                metadata: workloadMeta(args, spec),
                spec: {
                    ...{ schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend },
                    ...{ successfulJobsHistoryLimit, failedJobsHistoryLimit },
                    jobTemplate: {
                        metadata: { labels: standardLabels(args, spec.kind, spec.image) },
                        spec: {
                            ...jobSpec(args, spec, ownSecret),
                            ...(ttlSecondsAfterFinished !== undefined && { ttlSecondsAfterFinished }),
                        },
                    },
                },
            },
            { parent: this, dependsOn: prerequisites },
        );
        this.registerOutputs({ name: args.name });
    }
}

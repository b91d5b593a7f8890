import { Job } from "@pulumi/kubernetes/batch/v1";
import * as pulumi from "@pulumi/pulumi";
import { createCompanions, createOwnSecret, workloadMeta } from "../../companions";
import { jobSpec } from "../../job-spec";
import { parseService, peerOf, type ServiceArgs } from "../../service-args";
import { acrossKinds } from "../across-kinds";
import { task } from ".";

/** Arguments of a {@link Task}. */
export type TaskArgs = ServiceArgs<"task">;

/** Seconds for which the wait for a Job goes on after its deadline, for its failure to be told in Kubernetes' words. */
const GRACE_SECONDS = 60;

/**
 * What must succeed before what depends on it is rolled out, once for each change of its pods: Job, ServiceAccount,
 * ConfigMaps and a NetworkPolicy that lets nobody in. The engine waits for the Job's end, and a failed one fails the update.
 *
 * The Job stays until another takes its place. Were it removed some time after its end (`ttlSecondsAfterFinished`), a refresh
 * would miss it, and the next update would run the task again.
 */
export class Task extends pulumi.ComponentResource {
    /** @throws pulumi.InputPropertiesError for a description that cannot be deployed */
    constructor(name: string, args: TaskArgs, opts?: pulumi.ComponentResourceOptions) {
        super(task.componentType, name, args, acrossKinds("task", opts));
        const spec = parseService("task", args);
        const prerequisites = createCompanions(this, name, args, spec, peerOf(args));
        const ownSecret = createOwnSecret(this, name, args, spec);
        const seconds = spec.activeDeadlineSeconds + GRACE_SECONDS;
        new Job(
            `${name}-job`,
            {
                // Pods of a Job cannot be changed, so that the provider replaces it; a failed one it replaces because of the annotation.
                metadata: { ...workloadMeta(args, spec), annotations: { "pulumi.com/replaceUnready": "true" } },
                spec: jobSpec(args, spec, ownSecret),
            },
            {
                parent: this,
                dependsOn: prerequisites,
                // The two have one name; and a migration must not run beside the one before it.
                deleteBeforeReplace: true,
                customTimeouts: { create: `${seconds}s`, update: `${seconds}s` },
            },
        );
        this.registerOutputs({ name: args.name });
    }
}

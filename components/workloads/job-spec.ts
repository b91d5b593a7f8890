import type * as input from "@pulumi/kubernetes/types/input";
import type { CommonSpec } from "./common-defaults";
import type { JobFields } from "./job-fields";
import { podTemplate } from "./pod-template";
import type { ServiceArgs } from "./service-args";
import type { SecretReference } from "./service-secret";

/**
 * One run of a service to its end.
 *
 * @param own the Secret with the service's own encrypted values. @default it has none
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function jobSpec(
    args: ServiceArgs,
    spec: CommonSpec & JobFields & { readonly activeDeadlineSeconds: number },
    own?: SecretReference,
): input.batch.v1.JobSpec {
    const { backoffLimit, activeDeadlineSeconds, restartPolicy } = spec;
    return { backoffLimit, activeDeadlineSeconds, template: podTemplate(args, spec, { pod: { restartPolicy } }, own) };
}

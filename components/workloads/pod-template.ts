import type * as input from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { checksum } from "./checksum";
import { plainVariables, usedCredentials } from "./configuration";
import { standardLabels } from "./labels";
import { podSpec } from "./pod-spec";
import type { ServiceArgs } from "./service-args";
import type { ServiceSpec } from "./service-schema";

/** Annotations whose change makes Kubernetes replace the pods: they stand for content that pods read only at start. */
const CONFIG_CHECKSUM = "eks-platform/config-checksum";
const SECRET_CHECKSUM = "eks-platform/secret-checksum";

/** The pod template of a service. */
export function podTemplate(args: ServiceArgs, spec: ServiceSpec): input.core.v1.PodTemplateSpec {
    const { credentials = {}, environment = {} } = args;
    return {
        metadata: {
            labels: standardLabels(args, spec.kind, spec.image),
            annotations: { ...configChecksum(spec, environment), ...secretChecksum(spec, credentials) },
        },
        spec: podSpec(args, spec, { credentials, hasEnvironment: Object.keys(environment).length > 0 }),
    };
}

function configChecksum(
    spec: ServiceSpec,
    environment: NonNullable<ServiceArgs["environment"]>,
): Record<string, pulumi.Input<string>> {
    const env = plainVariables(spec.env);
    if (Object.keys({ ...env, ...environment, ...spec.files }).length === 0) return {};
    const given = Object.keys(environment).length > 0 ? pulumi.output(environment) : undefined;
    const content = (values: Readonly<Record<string, string>>) =>
        checksum({ env: { ...env, ...values }, files: spec.files });
    return { [CONFIG_CHECKSUM]: given ? given.apply(content) : content({}) };
}

function secretChecksum(
    spec: ServiceSpec,
    credentials: NonNullable<ServiceArgs["credentials"]>,
): Record<string, pulumi.Input<string>> {
    const used = usedCredentials(spec).flatMap((name) => credentials[name]?.checksum ?? []);
    return used.length === 0 ? {} : { [SECRET_CHECKSUM]: pulumi.all(used).apply(checksum) };
}

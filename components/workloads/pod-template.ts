import type * as input from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { checksum } from "./checksum";
import type { CommonSpec } from "./common-defaults";
import { type PodSecrets, plainFiles, plainVariables, usedCredentials } from "./configuration";
import { standardLabels } from "./labels";
import { type PodShape, podSpec } from "./pod-spec";
import type { ServiceArgs } from "./service-args";
import type { SecretReference } from "./service-secret";

/** Annotations whose change makes Kubernetes replace the pods: they stand for content that pods read only at start. */
const CONFIG_CHECKSUM = "eks-platform/config-checksum";
const SECRET_CHECKSUM = "eks-platform/secret-checksum";

/**
 * The pod template of a service.
 *
 * @param shape what the service's kind adds
 * @param own the Secret with the service's own encrypted values. @default it has none
 */
export function podTemplate(
    args: ServiceArgs,
    spec: CommonSpec,
    shape: PodShape,
    own?: SecretReference,
): input.core.v1.PodTemplateSpec {
    const { credentials = {}, environment = {} } = args;
    return {
        metadata: {
            labels: standardLabels(args, spec.kind, spec.image),
            annotations: { ...configChecksum(spec, environment), ...secretChecksum(spec, { credentials, own }) },
        },
        spec: podSpec(args, spec, {
            secrets: { credentials, own },
            hasEnvironment: Object.keys(environment).length > 0,
            shape,
        }),
    };
}

function configChecksum(
    spec: CommonSpec,
    environment: NonNullable<ServiceArgs["environment"]>,
): Record<string, pulumi.Input<string>> {
    const env = plainVariables(spec.env);
    const files = plainFiles(spec.files);
    if (Object.keys({ ...env, ...environment, ...files }).length === 0) {
        return {};
    }
    const given = Object.keys(environment).length > 0 ? pulumi.output(environment) : undefined;
    const content = (values: Readonly<Record<string, string>>) => checksum({ env: { ...env, ...values }, files });
    return { [CONFIG_CHECKSUM]: given ? given.apply(content) : content({}) };
}

function secretChecksum(spec: CommonSpec, { credentials, own }: PodSecrets): Record<string, pulumi.Input<string>> {
    const used = [
        ...usedCredentials(spec).flatMap((name) => credentials[name]?.checksum ?? []),
        ...(own ? [own.checksum] : []),
    ];
    return used.length === 0 ? {} : { [SECRET_CHECKSUM]: pulumi.all(used).apply(checksum) };
}

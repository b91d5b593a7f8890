import * as pulumi from "@pulumi/pulumi";
import { type Addon, type AddonPlan, type AwsIds, componentTypeOf, type Identities } from "../addon-kit/addon";
import { accountOf } from "../aws/account";
import { policyDocument } from "../aws/policy-document";
import type { HelmConfig } from "../config/sections/helm";
import { PodIdentity } from "../identity/pod-identity";
import { defaultNamespace } from "../namespaces/namespace-schema";
import { PlatformNamespace } from "../namespaces/platform-namespace";
import { Release } from "../releases/release";

/** The cluster in AWS of an add-on. */
export interface AddonAws extends AwsIds<pulumi.Input<string>> {
    /** Name of the cluster in EKS. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
}

/** Arguments of an {@link AddonRelease}. */
export interface AddonReleaseArgs {
    /** Its description. */
    readonly addon: Addon;
    /** What it installs. */
    readonly plan: AddonPlan;
    /** Where charts come from and how long a release may take. */
    readonly helm: HelmConfig;
    /**
     * The cluster in AWS.
     *
     * @default none: the add-on needs nothing of AWS
     */
    readonly aws?: AddonAws;
}

/** A service of the platform: its closed namespace, its AWS permissions, its custom resource definitions and its release. */
export class AddonRelease extends pulumi.ComponentResource {
    constructor(name: string, args: AddonReleaseArgs, opts: pulumi.ComponentResourceOptions) {
        const { addon, plan, helm, aws } = args;
        super(componentTypeOf(addon), name, plan.settings, opts);
        const { namespace, crds, podSecurity = "restricted", quota } = addon;
        const usual = defaultNamespace();
        const closed = new PlatformNamespace(
            `${name}-namespace`,
            {
                namespace,
                settings: { ...usual, podSecurity, quota: { ...usual.quota, ...quota } },
                ...(plan.edges.length > 0 && { edges: plan.edges }),
            },
            { parent: this },
        );
        const identities = aws ? podIdentities(this, name, addon, plan.identities, aws) : [];
        const definitions =
            crds &&
            new Release(
                `${name}-crds`,
                { chart: crds, releaseName: `${addon.name}-crds`, namespace, values: {}, helm },
                { parent: this, dependsOn: closed },
            );
        const runtimeValues = aws ? addon.runtimeValues(aws) : {};
        new Release(
            `${name}-${addon.urn?.release ?? "chart"}`,
            {
                chart: addon.chart,
                releaseName: addon.name,
                namespace,
                values: plan.values,
                ...(Object.keys(runtimeValues).length > 0 && { runtimeValues }),
                helm,
            },
            { parent: this, dependsOn: [closed, ...identities, ...(definitions ? [definitions] : [])] },
        );
        this.registerOutputs({});
    }
}

function podIdentities(
    parent: AddonRelease,
    name: string,
    addon: Addon,
    identities: Identities,
    { clusterName, region, vpcId, nodeRoleArn }: AddonAws,
): PodIdentity[] {
    const known = pulumi.all([accountOf(parent, region), pulumi.output({ vpcId, nodeRoleArn })]);
    return Object.entries(identities).map(
        ([serviceAccount, statements]) =>
            new PodIdentity(
                serviceAccount === addon.name ? `${name}-identity` : `${name}-identity-${serviceAccount}`,
                {
                    clusterName,
                    namespace: addon.namespace,
                    serviceAccount,
                    policy: known.apply(([account, ids]) => policyDocument(statements(account, ids))),
                },
                { parent },
            ),
    );
}

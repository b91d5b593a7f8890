import { Release as HelmRelease } from "@pulumi/kubernetes/helm/v3/release";
import * as pulumi from "@pulumi/pulumi";
import type { HelmConfig } from "../config/sections/helm";
import type { Chart } from "./chart";
import { chartInputs } from "./chart-inputs";

/** A value that can be written in a values file. */
export type ChartValue = string | number | boolean | null | readonly ChartValue[] | ChartValues;

/** Helm values as plain data. */
export interface ChartValues {
    readonly [key: string]: ChartValue;
}

/** Arguments of a {@link Release}. */
export interface ReleaseArgs {
    /** The pinned chart. */
    readonly chart: Chart;
    /** Name of the release in the cluster. */
    readonly releaseName: string;
    /** Namespace of the release; it exists already, with its Pod Security labels. */
    readonly namespace: string;
    /**
     * Values that config decides: plain, because a chart with an unknown value previews as if all of it were deleted.
     *
     * @see https://github.com/pulumi/pulumi-kubernetes/issues/3699
     */
    readonly values: ChartValues;
    /**
     * Top-level values that only AWS knows, such as an id. Keep them few.
     *
     * @default none
     */
    readonly runtimeValues?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Where charts come from and how long a release may take. */
    readonly helm: HelmConfig;
}

/**
 * One Helm release, made whole or not at all: a failed install or upgrade is rolled back and leaves nothing half done.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/
 */
export class Release extends pulumi.ComponentResource {
    constructor(name: string, args: ReleaseArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:releases:Release", name, args, opts);
        const { chart, repository } = chartInputs(args.chart, args.helm.mirror);
        new HelmRelease(
            `${name}-release`,
            {
                name: args.releaseName,
                chart,
                version: args.chart.version,
                ...(repository !== undefined && { repositoryOpts: { repo: repository } }),
                namespace: args.namespace,
                createNamespace: false,
                values: { ...args.values, ...args.runtimeValues },
                atomic: true,
                cleanupOnFail: true,
                timeout: args.helm.timeoutSeconds,
                waitForJobs: true,
                maxHistory: 10,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}

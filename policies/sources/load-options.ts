/** How inputs are read; all but `stdin` is for charts. */
export interface LoadOptions {
    /** Paths of values files, later ones win. @default none */
    readonly values?: readonly string[];
    /** Name of the release. @default the chart's name */
    readonly releaseName?: string;
    /** Namespace of the release, and of its objects that name none. @default default */
    readonly namespace?: string;
    /** Minor version of Kubernetes, for example `1.36`. @default Helm's own */
    readonly kubernetesVersion?: string;
    /** What `-` reads. @default standard input */
    readonly stdin?: AsyncIterable<Buffer | string>;
}

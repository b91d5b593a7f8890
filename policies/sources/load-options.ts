/** How inputs are read. */
export interface LoadOptions {
    /** What to leave out of folders, in the syntax of `.gitignore`. @default nothing */
    readonly exclude?: readonly string[];
    /** Paths of values files for charts, later ones win. @default none */
    readonly values?: readonly string[];
    /** Name of the release of a chart. @default the chart's name */
    readonly releaseName?: string;
    /** Namespace of charts' releases, and of manifests that name none. @default none */
    readonly namespace?: string;
    /** Minor version of Kubernetes, for example `1.36`. @default the version of new clusters */
    readonly kubernetesVersion?: string;
    /** What `-` reads. @default standard input */
    readonly stdin?: AsyncIterable<Buffer | string>;
}

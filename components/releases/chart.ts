/** A chart at the one version that this platform was built for. */
export interface Chart {
    /** The chart's name in its repository. */
    readonly name: string;
    /** The exact version, as the repository writes it. */
    readonly version: string;
    /** Public repository (`https://...`), or registry (`oci://...`) without the chart's name. */
    readonly repository: string;
    /** The day on which the version was published. */
    readonly published: string;
    /** SHA-256 of the packaged chart, from the repository's index. @default what was fetched first */
    readonly sha256?: string;
    /**
     * API groups of the CustomResourceDefinitions in the chart's folder `crds`. Helm never removes them: every object of theirs would go
     * along. @default none
     */
    readonly crdGroups?: readonly string[];
}

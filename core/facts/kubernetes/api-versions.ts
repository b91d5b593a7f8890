import v1_33 from "./api-versions/1.33.json";
import v1_34 from "./api-versions/1.34.json";
import v1_35 from "./api-versions/1.35.json";
import v1_36 from "./api-versions/1.36.json";
import { DEFAULT_KUBERNETES_VERSION } from "./versions";

/** What an API server serves without further flags: neither alpha nor beta versions. */
interface ServedVersions {
    /** Where the list was read. */
    readonly source: string;
    /** Kinds by group and version, those of subresources too. */
    readonly versions: Readonly<Record<string, readonly string[]>>;
}

const SERVED: ReadonlyMap<string, ServedVersions> = new Map<string, ServedVersions>([
    ["1.33", v1_33],
    ["1.34", v1_34],
    ["1.35", v1_35],
    ["1.36", v1_36],
]);

/** The Kubernetes minor versions whose API is known, oldest first. */
export const LISTED_VERSIONS: readonly string[] = [...SERVED.keys()];

/**
 * The API of a Kubernetes version as Helm's `.Capabilities.APIVersions` lists it for a real cluster: `policy/v1` and
 * `policy/v1/PodDisruptionBudget`. A version that is older or newer than all that are listed has the API of the nearest.
 *
 * @param version minor version, for example `1.36`. @default the version of new clusters
 * @see https://helm.sh/docs/chart_template_guide/builtin_objects/
 */
export function apiVersionsOf(version: string = DEFAULT_KUBERNETES_VERSION): readonly string[] {
    const minor = minorOf(version);
    const nearest = LISTED_VERSIONS.reduce((best, listed) =>
        Math.abs(minorOf(listed) - minor) < Math.abs(minorOf(best) - minor) ? listed : best,
    );
    return Object.entries(SERVED.get(nearest)?.versions ?? {}).flatMap(([version, kinds]) => [
        version,
        ...kinds.map((kind) => `${version}/${kind}`),
    ]);
}

function minorOf(version: string): number {
    return Number(version.split(".")[1]);
}

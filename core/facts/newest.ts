import { ownValue } from "../own-value";
import facts from "./newest-versions.json";

/** What is known of a thing's versions, and when somebody last looked. */
export interface Known {
    /** The newest version. @default none is known */
    readonly newest?: string;
    /** The day on which its support ends. @default its owner has said none */
    readonly ends?: string;
    /** `YYYY-MM-DD`. */
    readonly lastVerified: string;
}

/** The newest version of a Helm chart. */
export function knownChart(name: string): Known | undefined {
    const newest = ownValue<string>(facts.charts.newest, name);
    return newest === undefined ? undefined : { newest, lastVerified: facts.charts.lastVerified };
}

/** A build of an EKS add-on for a Kubernetes version that is newer than the one that is pinned for it. */
export function knownAddon(name: string, kubernetes: string): Known | undefined {
    const table: Readonly<Record<string, Readonly<Record<string, string>>>> = facts["eks-addons"].newest;
    const newest = ownValue(ownValue(table, kubernetes) ?? {}, name);
    return newest === undefined ? undefined : { newest, lastVerified: facts["eks-addons"].lastVerified };
}

/** The newest release of an operating system of nodes. */
export function knownAmi(operatingSystem: string): Known | undefined {
    const newest = ownValue<string>(facts.amis.newest, operatingSystem);
    return newest === undefined ? undefined : { newest, lastVerified: facts.amis.lastVerified };
}

interface ImageTable {
    readonly lastVerified: string;
    readonly ends: Readonly<Record<string, string>>;
}

/**
 * The support of a release of an official image, whatever registry it is taken from.
 *
 * @param repository path in the registry, for example `docker/library/postgres`
 * @param tag the release, with or without a variant: `17.7-alpine`
 * @returns undefined for images of which nothing is known
 */
export function knownImage(repository: string, tag: string): Known | undefined {
    const tables: Readonly<Record<string, ImageTable>> = facts.images;
    const name = Object.keys(tables).find((one) => repository === one || repository.endsWith(`/${one}`));
    const table = name === undefined ? undefined : ownValue(tables, name);
    if (!table) {
        return undefined;
    }
    const cycle = Object.keys(table.ends).find(
        (one) => tag === one || tag.startsWith(`${one}.`) || tag.startsWith(`${one}-`),
    );
    const ends = cycle === undefined ? undefined : table.ends[cycle];
    return { ...(ends !== undefined && { ends }), lastVerified: table.lastVerified };
}

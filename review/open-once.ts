import type { OpenedRelease, OpenRelease } from "../policies/judging/subjects";

/** Opens each Helm release once, however often its stack is read: most are the same before and after a change. */
export function openOnce(open: OpenRelease): OpenRelease {
    const opened = new Map<string, Promise<OpenedRelease>>();
    return (release, kubernetesVersion) => {
        const key = JSON.stringify([release.urn, release.props, kubernetesVersion]);
        const known = opened.get(key) ?? open(release, kubernetesVersion);
        opened.set(key, known);
        return known;
    };
}

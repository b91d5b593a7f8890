import { posix } from "node:path";
import type { PodView } from "./pod";
import type { Resource } from "./resource";
import type { NamespacePodSecurity } from "./rule";
import type { Value } from "./value";

/** A volume that is a path of a node. */
export interface HostPath {
    /** Where the path is written. */
    readonly value: Value;
    /** Path of the volume in its resource. */
    readonly volume: string;
    /** The path without `..`, repeated slashes and symbolic links that every node has. */
    readonly path: string;
    /** The `volumeMounts` of the volume in all containers; `undefined` for one that pods claim. */
    readonly mounts?: readonly Value[];
}

/**
 * The volumes whose path on the node is known, of a pod that may have any. In a namespace whose level is known to be
 * stricter than privileged the API server refuses every path; where the level is not known an exempted pod may yet have one.
 */
export function hostPathsOf(pod: PodView, podSecurity: NamespacePodSecurity | undefined): readonly HostPath[] {
    if (podSecurity !== undefined && podSecurity.level !== "privileged") {
        return [];
    }
    return pod.spec.key("volumes").items.flatMap((volume) => {
        const value = volume.at("hostPath.path");
        const path = value.text;
        return path === undefined
            ? []
            : [
                  {
                      value,
                      volume: volume.path,
                      path: normalized(path),
                      get mounts() {
                          return mountsOf(pod, volume.key("name"));
                      },
                  },
              ];
    });
}

/** The paths of nodes that a PersistentVolume brings to whoever claims it, past Pod Security, which looks at pods alone. */
export function claimedHostPaths({ group, kind, props }: Resource): readonly HostPath[] {
    if (group !== "" || kind !== "PersistentVolume") {
        return [];
    }
    const spec = props.key("spec");
    return ["hostPath", "local"]
        .map((type) => spec.key(type).key("path"))
        .filter((value) => value.text !== undefined && !isDisk(spec, value.text))
        .map((value) => ({ value, volume: spec.path, path: normalized(value.text ?? "") }));
}

/** True for a device of a node behind a local volume, which the kubelet mounts where it is a disk and refuses otherwise. */
function isDisk(spec: Value, path: string): boolean {
    return normalized(path).startsWith("/dev/") && spec.key("local").isStated;
}

/** True when a path is another, or lies below it; whole segments count, so that `/etcetera` is not in `/etc`. */
export function isWithin(path: string, base: string): boolean {
    const root = normalized(base);
    return path === root || path.startsWith(root === "/" ? root : `${root}/`);
}

function mountsOf(pod: PodView, name: Value): readonly Value[] {
    const wanted = name.isUnknown ? undefined : name.text;
    return pod.containers
        .flatMap((container) => container.at("volumeMounts").items)
        .filter((mount) => wanted !== undefined && mount.key("name").text === wanted);
}

/** The path as the node resolves it. */
export function normalized(path: string): string {
    const absolute = posix.normalize(`/${path}`).replace(/(.)\/$/, "$1");
    return absolute.replace(/^\/var\/run(?=\/|$)/, "/run");
}

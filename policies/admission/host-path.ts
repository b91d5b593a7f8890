import { normalized } from "../model/host-path";
import { celPattern } from "./cel";

/** How many `..` of a path are followed. Kubernetes refuses a pod with any; here custom resources alone have them. */
const PARENTS = 4;
/** The first `..`, with the name before it. */
const PARENT = /(^|\/[^/]+)\/\.\.(\/|$)/;

/** CEL of the paths that a PersistentVolume has of a node, without the disks that local volumes are for. */
const CLAIMED_PATHS =
    `[dyn(object).spec.?hostPath.?path, dyn(object).spec.?local.?path].filter(o, o.hasValue() && ` +
    `!(o.value().startsWith("/dev/") && has(dyn(object).spec.local)))`;

/** CEL of a list of volumes on a node, a pod's or a PersistentVolume: their `name`, and their `path` as {@link asFolder} writes it. */
export const HOST_PATHS =
    `(object.kind == "PersistentVolume" ` +
    `? ${CLAIMED_PATHS}.map(o, {"name": "", "path": ${resolved("o.value()")}}) ` +
    `: variables.podSpec.?volumes.orValue([]).filter(v, v.?hostPath.?path.hasValue())` +
    `.map(v, {"name": string(v.?name.orValue("")), "path": ${resolved("v.hostPath.path")}}))`;

/** A path with a slash at its end, so that one that begins with another lies within it. */
export function asFolder(path: string): string {
    return `${normalized(path)}/`.replace("//", "/");
}

/** CEL of whether every container that mounts the host path `h` only reads it; who claims a volume may write. */
export const IS_READ_ONLY = `object.kind != "PersistentVolume" && variables.containers.all(c, c.?volumeMounts.orValue([]).all(m, m.?name.orValue("") != h.name || m.?readOnly.orValue(false)))`;

/** CEL of a path as {@link asFolder} writes it. */
function resolved(path: string): string {
    const join = `"/" + p.split("/").filter(s, s != "" && s != ".").map(s, s + "/").join("")`;
    const parent = celPattern(PARENT);
    return [
        `[${path}].map(p, ${join})`,
        `.map(p, p.matches(${parent}) ? p.replace(p.find(${parent}), "/", 1) : p)`.repeat(PARENTS),
        `.map(p, p.startsWith("/var/run/") ? p.substring("/var".size()) : p)[0]`,
    ].join("");
}

import { type HostPath, isWithin } from "../../model/host-path";
import { hostPathRule } from "../../model/host-path-rule";
import { finding, textsOf } from "../../model/rule";

/** The end of an allowed path that may only be read. */
export const READ_ONLY = ":ro";

/** @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath */
export const hostPathSensitive = hostPathRule({
    id: "host-path-sensitive",
    title: "No pod or PersistentVolume mounts a path of the node that holds its programs, settings or credentials.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Who reads or changes these files has the node, and every pod on it.",
    fix: "Mount the narrowest path that is needed, and name it in allowedPaths of this rule, with :ro where reading is enough.",
    sources: ["KSV-0023", "C-0048", "kube-linter sensitive-host-mounts"],
    config: {
        paths: {
            description: "Paths that are refused, with everything below and above them.",
            type: "array",
            items: { type: "string" },
            default: ["/boot", "/dev", "/etc", "/lib", "/proc", "/root", "/sys", "/usr", "/var/lib/kubelet"],
        },
        allowedPaths: {
            description:
                "Paths that are accepted with everything below them; with :ro at its end, mounted readOnly alone.",
            type: "array",
            items: { type: "string" },
            // Public certificates of authorities.
            default: ["/etc/ssl/certs:ro"],
        },
    },
    isMeantInAgents: true,
    *check(hostPath, { config }) {
        const { path, value, volume, mounts } = hostPath;
        const base = textsOf(config, "paths").find((one) => isWithin(path, one) || isWithin(one, path));
        if (base !== undefined && !textsOf(config, "allowedPaths").some((allowed) => permits(allowed, hostPath))) {
            const who = mounts === undefined ? "who claims the volume gets" : "the pod mounts";
            yield finding(value, `${who} ${path} of its node, which reaches ${base}`, { about: volume });
        }
    },
});

function permits(allowed: string, { path, mounts }: HostPath): boolean {
    const isReadOnly = () => mounts?.every((mount) => mount.key("readOnly").known === true) === true;
    return allowed.endsWith(READ_ONLY)
        ? isWithin(path, allowed.slice(0, -READ_ONLY.length)) && isReadOnly()
        : isWithin(path, allowed);
}

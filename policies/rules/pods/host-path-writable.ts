import { hostPathsOf } from "../../model/host-path";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath */
export const hostPathWritable = podRule({
    id: "host-path-writable",
    title: "What a pod mounts of its node, it only reads.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "A file that a container writes on the node stays there, and may be run by the node.",
    fix: "Set readOnly to true in volumeMounts.",
    sources: ["C-0045", "kube-linter writable-host-mount"],
    *check(pod, { podSecurity }) {
        for (const { path, volume, mounts = [] } of hostPathsOf(pod, podSecurity)) {
            const writable = mounts.map((mount) => mount.key("readOnly")).filter((readOnly) => readOnly.outside(true));
            const [first] = writable;
            if (first !== undefined) {
                const count = writable.length === 1 ? "once" : `${writable.length} times`;
                const message = `${path} of the node is mounted ${count} with readOnly not true; required: true`;
                yield finding(first, message, { about: volume });
            }
        }
    },
});

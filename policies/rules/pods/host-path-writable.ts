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
        for (const { path, mounts } of hostPathsOf(pod, podSecurity)) {
            for (const readOnly of mounts.map((mount) => mount.key("readOnly"))) {
                if (readOnly.outside(true)) {
                    yield finding(readOnly, `${path} of the node is mounted with readOnly ${readOnly}; required: true`);
                }
            }
        }
    },
});

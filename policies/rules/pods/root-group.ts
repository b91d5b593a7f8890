import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const rootGroup = podRule({
    id: "root-group",
    title: "Containers are in no group of root's.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "Files of images and volumes are often writable by group 0, so that its members can change programs.",
    fix: "Set runAsGroup, fsGroup and supplementalGroups to ids above 0.",
    sources: ["KSV-0021", "KSV-0116", "kyverno require-non-root-groups", "C-0013"],
    *check(pod) {
        const { securityContext } = pod;
        const groups = [
            securityContext.key("runAsGroup"),
            securityContext.key("fsGroup"),
            ...securityContext.key("supplementalGroups").items,
            ...pod.containers.map((container) => container.security("runAsGroup")),
        ];
        for (const group of groups) {
            if (group.number === 0) {
                yield finding(group, "the group is 0, which is root's");
            }
        }
    },
});

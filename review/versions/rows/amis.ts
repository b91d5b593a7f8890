import { nameOf } from "../../../core/engine/urn";
import { knownAmi } from "../../../core/facts/newest";
import { inputAt, textOf } from "../../stack-resource";
import { type RowsOf, withState } from "../row";

/** The images that nodes start from, a node group a row. */
export const amiRows: RowsOf = (resources, today) =>
    resources
        .filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")
        .map((group) => {
            const kind = textOf(inputAt(group, "amiType")) ?? "AMI of its own";
            const label = textOf(inputAt(group, "labels", "eks-platform/node-group"));
            const release = textOf(inputAt(group, "releaseVersion"));
            const known = kind.startsWith("BOTTLEROCKET") ? knownAmi("bottlerocket") : undefined;
            const taken =
                "EKS took the newest release when the group was made, and keeps it until another version of Kubernetes or a release is asked for.";
            const row = {
                ...({
                    kind: "ami",
                    name: `nodes of ${label ?? nameOf(group.urn)}`,
                    pinned: release ?? "not pinned",
                } as const),
                movesWith: ["Kubernetes"],
                ...(known?.newest !== undefined && { newest: known.newest, asOf: known.lastVerified }),
                note: release === undefined ? `${kind}: ${taken}` : `${kind}.`,
            };
            // A release of Bottlerocket ends in the commit that it was built from, which says nothing of its age.
            return release === undefined
                ? { ...row, state: "unknown" as const }
                : withState(row, today, release.split("-")[0]);
        });

import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html */
export const eksAddonPinned = typeRule({
    id: "eks-addon-pinned",
    title: "Add-ons of EKS name their version.",
    severity: "low",
    category: "operations",
    level: "mandatory",
    rationale: "Without a version AWS chooses one at creation, and two clusters of one program differ.",
    fix: "Set addonVersion to a version that aws eks describe-addon-versions lists for the cluster.",
    sources: [],
    types: ["aws:eks/addon:Addon"],
    *check({ props }) {
        const version = props.key("addonVersion");
        if (version.absent || version.text === "") {
            yield finding(version, "addonVersion is not set, so that AWS chooses");
        }
    },
});

import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html */
export const ecrScanOnPush = typeRule({
    id: "ecr-scan-on-push",
    title: "Pushed images are scanned for vulnerabilities.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Known holes are cheapest to close before an image runs.",
    fix: "Set imageScanningConfiguration.scanOnPush to true.",
    sources: ["FSBP ECR.1", "CKV_AWS_163", "AWS-0030", "CIS EKS 5.1.1"],
    types: ["aws:ecr/repository:Repository"],
    *check({ props }) {
        const scan = props.at("imageScanningConfiguration.scanOnPush");
        if (scan.outside(true)) {
            yield finding(scan, `scanOnPush is ${scan}; required: true`);
        }
    },
});

import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
export const ecrImmutableTags = typeRule({
    id: "ecr-immutable-tags",
    title: "A pushed tag cannot be moved.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Who moves a tag changes what every deployment of it runs.",
    fix: "Set imageTagMutability to IMMUTABLE.",
    sources: ["FSBP ECR.2", "CKV_AWS_51", "AWS-0031"],
    types: ["aws:ecr/repository:Repository"],
    *check({ props }) {
        const mutability = props.key("imageTagMutability");
        if (mutability.outside("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION")) {
            yield finding(mutability, `imageTagMutability is ${mutability}; required: "IMMUTABLE"`);
        }
    },
});

import { finding, typeRule } from "../../model/rule";
import { wildcard } from "../../model/wildcard";

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
        if (mutability.text !== "IMMUTABLE_WITH_EXCLUSION") {
            return;
        }
        for (const filter of props.key("imageTagMutabilityExclusionFilters").items.map((item) => item.key("filter"))) {
            if (filter.text !== undefined && wildcard(filter.text).test("latest")) {
                yield finding(filter, `the tags ${filter} are excluded, and with them latest; allowed: names of tags`);
            }
        }
    },
});

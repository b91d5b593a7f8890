import { breach, type PodRuleCase } from "../support/rule-case";
import { COMPLIANT_CONTAINER } from "../support/workloads";

const CONTAINER = "spec.containers[0]";
const DIGEST = `sha256:${"0".repeat(64)}`;

/** Breaches of the rules over images. */
export const IMAGE_CASES: readonly PodRuleCase[] = [
    {
        rule: "image-pinned",
        // What names no version names no digest, and a moving tag other than latest is pulled once.
        also: ["image-digest", "image-pull-policy"],
        breaches: [
            breach("no tag", `${CONTAINER}.image`, "nginx"),
            breach("a registry with a port and no tag", `${CONTAINER}.image`, "registry:5000/shop/web"),
            breach("latest", `${CONTAINER}.image`, "nginx:latest"),
            breach("Latest", `${CONTAINER}.image`, "nginx:Latest"),
            breach("a variant without version", `${CONTAINER}.image`, "redis:alpine"),
            breach("no image reference", `${CONTAINER}.image`, "nginx:1.29:2"),
            breach("a digest that is none", `${CONTAINER}.image`, "nginx@sha256:abc"),
        ],
        accepted: [
            breach("a tag", `${CONTAINER}.image`, "registry:5000/shop/web:1.0"),
            breach("a digest alone", `${CONTAINER}.image`, `nginx@${DIGEST}`),
            breach("latest with a digest", `${CONTAINER}.image`, `nginx:latest@${DIGEST}`),
            breach("a tag that only begins so", `${CONTAINER}.image`, "nginx:latest-2026"),
            breach("a version of a variant", `${CONTAINER}.image`, "redis:8.2-alpine"),
        ],
    },
    {
        rule: "image-digest",
        breaches: [breach("a tag alone", `${CONTAINER}.image`, "nginx:1.29.3")],
    },
    {
        rule: "image-registry",
        // Images of the examples have no digest.
        also: ["image-digest"],
        config: { allowedRegistries: ["public.ecr.aws/shop", "*.dkr.ecr.eu-west-1.amazonaws.com"] },
        breaches: [
            breach("Docker Hub", `${CONTAINER}.image`, "nginx:1.29.3"),
            breach("a look-alike host", `${CONTAINER}.image`, "public.ecr.aws.evil.io/shop/web:1"),
            breach("a look-alike path", `${CONTAINER}.image`, "public.ecr.aws/shop-evil/web:1"),
            breach("more labels than the pattern", `${CONTAINER}.image`, "a.b.dkr.ecr.eu-west-1.amazonaws.com/web:1"),
        ],
        accepted: [breach("an account", `${CONTAINER}.image`, "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1")],
    },
    {
        rule: "image-pull-policy",
        // A moving tag is a fault by itself.
        also: ["image-digest", "image-pinned"],
        dependsOn: [`${CONTAINER}.image`],
        breaches: [
            breach("Never", `${CONTAINER}.imagePullPolicy`, "Never"),
            breach(
                "no policy for another moving tag",
                `${CONTAINER}.image`,
                "nginx:stable",
                `${CONTAINER}.imagePullPolicy`,
            ),
            ...["nginx", "nginx:latest", "nginx:stable", "redis:Alpine"].map((image) =>
                breach(
                    `${image}, pulled once`,
                    CONTAINER,
                    { ...COMPLIANT_CONTAINER, image, imagePullPolicy: "IfNotPresent" },
                    `${CONTAINER}.imagePullPolicy`,
                ),
            ),
        ],
        accepted: [
            breach("a pinned image that is pulled once", `${CONTAINER}.imagePullPolicy`, "IfNotPresent"),
            breach("no policy for latest, which is always pulled", `${CONTAINER}.image`, "nginx:latest"),
            breach("a moving tag that is always pulled", CONTAINER, { image: "nginx", imagePullPolicy: "Always" }),
        ],
    },
];

import { breach, type PodRuleCase } from "../support/rule-case";
import { COMPLIANT_CONTAINER } from "../support/workloads";

const container = "spec.containers[0]";
const digest = `sha256:${"0".repeat(64)}`;

/** Breaches of the rules over images. */
export const IMAGE_CASES: readonly PodRuleCase[] = [
    {
        rule: "image-pinned",
        // What names no version names no digest, and a moving tag other than latest is pulled once.
        also: ["image-digest", "image-pull-policy"],
        breaches: [
            breach("no tag", `${container}.image`, "nginx"),
            breach("a registry with a port and no tag", `${container}.image`, "registry:5000/shop/web"),
            breach("latest", `${container}.image`, "nginx:latest"),
            breach("Latest", `${container}.image`, "nginx:Latest"),
            breach("a variant without version", `${container}.image`, "redis:alpine"),
            breach("no image reference", `${container}.image`, "nginx:1.29:2"),
            breach("a digest that is none", `${container}.image`, "nginx@sha256:abc"),
        ],
        accepted: [
            breach("a tag", `${container}.image`, "registry:5000/shop/web:1.0"),
            breach("a digest alone", `${container}.image`, `nginx@${digest}`),
            breach("latest with a digest", `${container}.image`, `nginx:latest@${digest}`),
            breach("a tag that only begins so", `${container}.image`, "nginx:latest-2026"),
            breach("a version of a variant", `${container}.image`, "redis:8.2-alpine"),
        ],
    },
    {
        rule: "image-digest",
        breaches: [breach("a tag alone", `${container}.image`, "nginx:1.29.3")],
    },
    {
        rule: "image-registry",
        // Images of the examples have no digest.
        also: ["image-digest"],
        config: { allowedRegistries: ["public.ecr.aws/shop", "*.dkr.ecr.eu-west-1.amazonaws.com"] },
        breaches: [
            breach("Docker Hub", `${container}.image`, "nginx:1.29.3"),
            breach("a look-alike host", `${container}.image`, "public.ecr.aws.evil.io/shop/web:1"),
            breach("a look-alike path", `${container}.image`, "public.ecr.aws/shop-evil/web:1"),
            breach("more labels than the pattern", `${container}.image`, "a.b.dkr.ecr.eu-west-1.amazonaws.com/web:1"),
        ],
        accepted: [breach("an account", `${container}.image`, "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1")],
    },
    {
        rule: "image-pull-policy",
        // A moving tag is a fault by itself.
        also: ["image-digest", "image-pinned"],
        dependsOn: [`${container}.image`],
        breaches: [
            breach("Never", `${container}.imagePullPolicy`, "Never"),
            breach(
                "no policy for another moving tag",
                `${container}.image`,
                "nginx:stable",
                `${container}.imagePullPolicy`,
            ),
            ...["nginx", "nginx:latest", "nginx:stable", "redis:Alpine"].map((image) =>
                breach(
                    `${image}, pulled once`,
                    container,
                    { ...COMPLIANT_CONTAINER, image, imagePullPolicy: "IfNotPresent" },
                    `${container}.imagePullPolicy`,
                ),
            ),
        ],
        accepted: [
            breach("a pinned image that is pulled once", `${container}.imagePullPolicy`, "IfNotPresent"),
            breach("no policy for latest, which is always pulled", `${container}.image`, "nginx:latest"),
            breach("a moving tag that is always pulled", container, { image: "nginx", imagePullPolicy: "Always" }),
        ],
    },
];

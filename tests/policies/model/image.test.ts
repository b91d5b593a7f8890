import assert from "node:assert/strict";
import { parseImage } from "../../../core/facts/kubernetes/image";
import { isFrom } from "../../../policies/model/image";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("An image reference", () => {
    for (const [text, expected] of [
        ["nginx", { registry: "docker.io", repository: "library/nginx" }],
        ["nginx:1.29.3", { registry: "docker.io", repository: "library/nginx", tag: "1.29.3" }],
        ["bitnami/redis", { registry: "docker.io", repository: "bitnami/redis" }],
        ["docker.io/nginx", { registry: "docker.io", repository: "library/nginx" }],
        ["index.docker.io/nginx", { registry: "docker.io", repository: "library/nginx" }],
        ["registry:5000/web", { registry: "registry:5000", repository: "web" }],
        ["registry:5000/web:1", { registry: "registry:5000", repository: "web", tag: "1" }],
        ["localhost/web", { registry: "localhost", repository: "web" }],
        ["[2001:db8::1]:5000/web:1", { registry: "[2001:db8::1]:5000", repository: "web", tag: "1" }],
        ["public.ecr.aws/a/b/c:v1", { registry: "public.ecr.aws", repository: "a/b/c", tag: "v1" }],
        [`web:1@${DIGEST}`, { registry: "docker.io", repository: "library/web", tag: "1", digest: DIGEST }],
        [`ghcr.io/a/b@${DIGEST}`, { registry: "ghcr.io", repository: "a/b", digest: DIGEST }],
    ] as const) {
        it(`is read from ${text}`, () => {
            assert.deepEqual(parseImage(text), expected);
        });
    }

    for (const text of [
        "",
        ":1",
        "web:",
        "web@sha256:abc",
        `web@${DIGEST}@${DIGEST}`,
        "Web",
        "a b",
        "web:1:2",
        "http://web",
        "/web",
    ]) {
        it(`is not read from ${JSON.stringify(text)}`, () => {
            assert.equal(parseImage(text), undefined);
        });
    }

    for (const [text, pattern, expected] of [
        ["public.ecr.aws/shop/web:1", "public.ecr.aws", true],
        ["public.ecr.aws/shop/web:1", "public.ecr.aws/shop/", true],
        ["public.ecr.aws/shop/web:1", "public.ecr.aws/shop/web", true],
        ["public.ecr.aws/shop-evil/web:1", "public.ecr.aws/shop", false],
        ["public.ecr.aws.evil.io/shop/web:1", "public.ecr.aws", false],
        ["evil.io/public.ecr.aws/web:1", "public.ecr.aws", false],
        ["1.dkr.ecr.eu-west-1.amazonaws.com/web:1", "*.dkr.ecr.eu-west-1.amazonaws.com", true],
        ["1.dkr.ecr.us-east-1.amazonaws.com/web:1", "*.dkr.ecr.eu-west-1.amazonaws.com", false],
        ["evil.io.dkr.ecr.eu-west-1.amazonaws.com/web:1", "*.dkr.ecr.eu-west-1.amazonaws.com", false],
        ["nginx:1", "docker.io/library", true],
        ["publicXecrXaws/web:1", "public.ecr.aws", false],
        ["ghcr.io/team-a/web:1", "ghcr.io/team-*", true],
    ] as const) {
        it(`${expected ? "comes" : "does not come"} from ${pattern}: ${text}`, () => {
            const image = parseImage(text);
            assert.equal(image !== undefined && isFrom(image, pattern), expected);
        });
    }
});

import assert from "node:assert/strict";
import { imageVersion, isPinned } from "../../../../core/facts/kubernetes/image";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("an image reference", () => {
    for (const reference of [
        "redis:8",
        "localhost/app:dev-2026",
        `redis@${DIGEST}`,
        `redis:latest@${DIGEST}`,
        "redis:latest-alpine",
        "team/a.b-c__d/e:1",
    ]) {
        it(`is pinned: ${reference}`, () => assert.ok(isPinned(reference)));
    }

    for (const reference of [
        "redis",
        "redis:latest",
        "redis:Latest",
        "redis:alpine",
        "nginx:stable",
        "localhost/app:dev",
        "registry:5000/img",
        "redis:",
        "Redis:8",
        "redis@sha256:abc",
        `redis@${DIGEST}@${DIGEST}`,
        "team/app:1:2",
        "a//b:1",
        "a..b:1",
        "redis:-1",
        "",
        " redis:8",
        `redis:${"a".repeat(129)}`,
    ]) {
        it(`is refused: ${JSON.stringify(reference)}`, () => assert.equal(isPinned(reference), false));
    }

    it("gives a version that is a valid label value", () => {
        assert.equal(imageVersion("redis:8.2-alpine"), "8.2-alpine");
        assert.equal(imageVersion(`redis@${DIGEST}`), "0123456789ab");
        assert.equal(imageVersion(`redis:${"a".repeat(62)}._b`), "a".repeat(62));
        assert.equal(imageVersion("redis:_"), undefined);
    });
});

import assert from "node:assert/strict";
import { CONTAINER, deployment, judged, shown, withEdits } from "./prod";

describe("An amount that a tool writes later", () => {
    it("is advice, and one that is none a breach", async () => {
        for (const [amount, level] of [
            ["$(GPUS)", "advisory"],
            ["many", "mandatory"],
        ] as const) {
            const pod = withEdits([
                `${CONTAINER}.resources.requests`,
                { cpu: "1", memory: "1Mi", "example.com/gpu": amount },
            ]);
            const found = (await judged(deployment(pod))).filter(({ rule }) => rule.id === "resource-quantities");
            assert.deepEqual(shown(found), [`${level} resource-quantities`]);
        }
    });
});

describe("An image that a tool writes later", () => {
    for (const image of ["ko://example.com/shop/cmd/web", "$REGISTRY/web:$TAG", "$(IMAGE)", "auto"]) {
        it(`is advice: ${image} (case 225)`, async () => {
            const found = await judged(deployment(withEdits([`${CONTAINER}.image`, image])));
            const pinned = found.filter(({ rule }) => rule.id === "image-pinned");
            assert.deepEqual(shown(pinned), ["advisory image-pinned"]);
        });
    }
});

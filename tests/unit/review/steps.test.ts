import assert from "node:assert/strict";
import { refusedDangers } from "../../../review/dangers/refused";
import { allResources, resourcesAt } from "../../../review/resources";
import { stepsOf } from "../../../review/steps";

const URN = "urn:pulumi:prod::eks-platform::aws:s3/bucket:Bucket::logs";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

describe("The steps of a review", () => {
    const step = (op: string) => ({ op, urn: URN, type: "aws:s3/bucket:Bucket", unknowns: 0 });

    it("are one for a replacement, whatever parts the engine makes it of", () => {
        const parts = ["create-replacement", "replace", "delete-replaced", "discard-replaced"];
        assert.deepEqual(
            stepsOf(parts.map(step)).map(({ op }) => op),
            ["replace"],
        );
    });

    it("leave out what stays, and what is only looked at", () => {
        assert.deepEqual(stepsOf(["same", "refresh"].map(step)), []);
    });
});

describe("The resources of a review", () => {
    const old = { type: "aws:s3/bucket:Bucket", id: "logs-1", inputs: { key: SECRET, name: "a" } };
    const states = new Map([
        [URN, { old, new: { ...old, inputs: { key: SECRET, name: "b" } } }],
        [`${URN}-2`, { old }],
    ]);
    const dependencies = new Map([[URN, ["urn:of-a-key"]]]);

    it("are those after the change and those that go, with ids and what they need, and never a secret", () => {
        const all = allResources(states, dependencies);
        assert.deepEqual(
            all.map(({ urn, inputs, dependencies: needs }) => ({ urn, inputs, needs })),
            [
                { urn: URN, inputs: { key: "[secret]", name: "b" }, needs: ["urn:of-a-key"] },
                { urn: `${URN}-2`, inputs: { key: "[secret]", name: "a" }, needs: [] },
            ],
        );
        assert.doesNotMatch(JSON.stringify(all), /v1:x/);
        assert.deepEqual(all[0]?.outputs, { id: "logs-1" });
    });

    it("are told as they were before as well", () => {
        assert.equal(resourcesAt("old", states, dependencies).length, 2);
        assert.deepEqual(
            resourcesAt("new", states, dependencies).map(({ urn }) => urn),
            [URN],
        );
    });
});

describe("A refused rehearsal", () => {
    it("is a danger at its resource, in the engine's words", () => {
        const [danger, whole] = refusedDangers([
            { urn: URN, message: "<{%reset%}>BucketAlreadyExists: taken\n\nNext step: another name.<{%reset%}>\n" },
            { message: "the engine says nothing of why" },
        ]);
        assert.equal(danger?.type, "aws:s3/bucket:Bucket");
        assert.deepEqual(danger?.causes, ["BucketAlreadyExists: taken", "Next step: another name."]);
        assert.equal(whole?.urn, "");
    });
});

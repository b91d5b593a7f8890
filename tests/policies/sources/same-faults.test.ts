import assert from "node:assert/strict";
import { readEngineStates } from "../../../policies/sources/engine-states";
import { loadFiles } from "./support";

const OBJECT = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", labels: { app: 5 } },
    spec: {
        replicas: "3",
        template: {
            spec: { containers: [{ name: "web", image: 7, ports: [{ containerPort: "80" }] }], hostPID: "no" },
        },
    },
};
const STATE = {
    urn: "urn:pulumi:dev::shop::kubernetes:apps/v1:Deployment::web",
    type: "kubernetes:apps/v1:Deployment",
    inputs: OBJECT,
};
const EVENT = { sequence: 1, timestamp: 1, resourcePreEvent: { metadata: { op: "create", new: STATE } } };

/** What is wrong, without the place and the name that a source gives it. */
const WRONG = [
    "metadata.labels.app must be text and is a whole number",
    "spec.replicas must be a whole number of 32 bits and is text",
    "spec.template.spec.containers[0].image must be text and is a whole number",
    "spec.template.spec.containers[0].ports[0].containerPort must be a whole number of 32 bits and is text",
    "spec.template.spec.hostPID must be true or false and is text",
];

describe("An object with fields of the wrong type has the same faults in", () => {
    const sources: readonly [what: string, content: unknown][] = [
        ["a manifest", OBJECT],
        ["a List", { apiVersion: "v1", kind: "List", items: [OBJECT] }],
        ["a list of its kind", { apiVersion: "apps/v1", kind: "DeploymentList", items: [OBJECT] }],
        ["the export of a stack", { version: 3, deployment: { resources: [STATE] } }],
        ["a preview", { steps: [{ op: "create", newState: STATE }] }],
        ["a log of events", EVENT],
    ];
    for (const [what, content] of sources) {
        it(what, async () => {
            const { faults } = await loadFiles({ "input.json": JSON.stringify(content) });
            assert.deepEqual(faults.map(({ message }) => withoutName(message)).sort(), WRONG);
            assert.ok(faults.every(({ line }) => line === 1));
        });
    }

    it("a preview of a stack, which has no lines", () => {
        const { faults, resources } = readEngineStates("Pulumi.dev.yaml", [{ value: STATE, prefix: [] }]);
        assert.deepEqual(faults.map(({ message }) => withoutName(message)).sort(), WRONG);
        assert.ok(faults.every(({ file, line }) => file === "Pulumi.dev.yaml" && line === undefined));
        assert.equal(resources[0]?.origin, undefined);
    });
});

function withoutName(message: string): string {
    return message.replace(/^.*?: (?:items\[0\]\.)?(?=(?:metadata|spec)\.)/, "");
}

import assert from "node:assert/strict";

import deserialization = require("@pulumi/policy/deserialize");

import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { buildPack } from "../../policies/pack";
import type { PackOptions } from "../../policies/pack-state";
import type { Data } from "./support/edit";

function messagesOf(options: PackOptions, policy: string, type: string, props: Data): readonly string[] {
    const messages: string[] = [];
    const rule = buildPack(options).policies.find(({ name }) => name === policy) as ResourceValidationPolicy;
    const validate = rule.validateResource as ResourceValidation;
    const neverApplies = (): never => {
        throw new Error("no policy of the pack asks for this");
    };
    validate(
        {
            type,
            props,
            name: "web",
            urn: `urn:pulumi:test::shop::${type}::web`,
            opts: {
                protect: false,
                ignoreChanges: [],
                aliases: [],
                additionalSecretOutputs: [],
                customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
            },
            stackTags: new Map(),
            isType: () => false,
            asType: () => undefined,
            getConfig: <T extends object>() => ({}) as T,
            notApplicable: neverApplies,
        },
        (message) => messages.push(message),
    );
    return messages;
}

describe("The pack", () => {
    it("looks for pods in the custom kinds that the program adds", () => {
        const props = {
            apiVersion: "example.com/v1",
            kind: "Fleet",
            spec: { template: { spec: { containers: [{ name: "web", securityContext: { privileged: true } }] } } },
        };
        const find = (options: PackOptions) =>
            messagesOf(options, "psa-privileged", "kubernetes:example.com/v1:Fleet", props).length;
        assert.equal(find({}), 0);
        assert.equal(find({ podTemplates: [{ groups: ["example.com"], kinds: ["Fleet"], path: "spec.template" }] }), 1);
    });

    it("lets the SDK skip the rules over one type without reading other resources", () => {
        const { policies } = buildPack();
        const [rotation, wildcard] = ["kms-rotation", "rbac-wildcard"].map((name) =>
            policies.find((policy) => policy.name === name),
        );
        const typeOf = (policy: object | undefined) =>
            (policy as { validateResource: { __pulumiType?: string } }).validateResource.__pulumiType;
        assert.deepEqual([typeOf(rotation), typeOf(wildcard)], ["aws:kms/key:Key", undefined]);
    });

    it("makes the SDK read a resource once for all policies, and anew for each remediation", () => {
        buildPack();
        const { deserializeProperties: read } = deserialization as {
            deserializeProperties?: (properties: object, proxySecrets: boolean) => Data;
        };
        assert(read, "the SDK has renamed its function: the pack still works and is slower");
        const [one, other] = [Struct.fromJavaScript({ a: { b: 1 } }), Struct.fromJavaScript({ a: { b: 1 } })];
        assert.equal(read(one, false), read(one, false));
        assert.notEqual(read(one, false), read(other, false));
        assert.notEqual(read(one, true), read(one, true));
        assert.deepEqual(read(one, false), { a: { b: 1 } });
    });
});

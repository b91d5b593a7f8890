import assert from "node:assert/strict";
import {
    AnalyzeRequest,
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import fc from "fast-check";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Writer } from "protobufjs/minimal";
import { readResource, readStack } from "../../../policies/analyzer/request";

const SEED = 20_261_121;
const TYPE = "kubernetes:apps/v1:Deployment";
const URN = `urn:pulumi:test::shop::${TYPE}::web`;

function fill<Request extends AnalyzeRequest | AnalyzerResource>(request: Request, props: object): Request {
    request.setType(TYPE);
    request.setName("web");
    request.setUrn(URN);
    request.setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
    return request;
}

const read = (request: AnalyzeRequest) => readResource(request.serializeBinary());

describe("The reader of the engine's requests", () => {
    it("reads every property that the library's own messages can hold, as they do", () => {
        const properties = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" }));
        fc.assert(
            fc.property(properties, (props) => {
                const request = fill(new AnalyzeRequest(), props);
                const written = AnalyzeRequest.deserializeBinary(request.serializeBinary());
                assert.deepEqual(
                    JSON.stringify(read(request).props),
                    JSON.stringify(written.getProperties()?.toJavaScript()),
                );
            }),
            { seed: SEED, numRuns: 500 },
        );
    });

    it("keeps a key that is called like the prototype of objects an ordinary key", () => {
        const text = Writer.create().uint32(0x1a).string("polluted").finish();
        const entry = Writer.create().uint32(0x0a).string("__proto__").uint32(0x12).bytes(text).finish();
        const struct = Writer.create().uint32(0x0a).bytes(entry).finish();
        const { props: found } = readResource(Writer.create().uint32(0x12).bytes(struct).finish());
        assert.deepEqual(Object.keys(found), ["__proto__"]);
        assert.equal(Object.getPrototypeOf(found), Object.prototype);
    });

    it("reads the name, the options and the provider", () => {
        const request = fill(new AnalyzeRequest(), {});
        const options = new AnalyzerResourceOptions();
        options.setProtect(true);
        options.setIgnorechangesList(["spec.replicas", "metadata"]);
        options.setAliasesList(["urn:pulumi:test::shop::a:b:C::old"]);
        options.setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts());
        options.setParent("urn:pulumi:test::shop::shop:index:Web::web");
        request.setOptions(options);
        const provider = new AnalyzerProviderResource();
        provider.setType("pulumi:providers:kubernetes");
        provider.setName("cluster");
        provider.setUrn("urn:pulumi:test::shop::pulumi:providers:kubernetes::cluster");
        provider.setProperties(Struct.fromJavaScript({ kubeconfig: "hush" }));
        request.setProvider(provider);
        assert.deepEqual(read(request), {
            type: TYPE,
            name: "web",
            urn: URN,
            props: {},
            options: {
                protect: true,
                ignoreChanges: ["spec.replicas", "metadata"],
                parent: "urn:pulumi:test::shop::shop:index:Web::web",
            },
            provider: { type: "pulumi:providers:kubernetes", name: "cluster" },
        });
    });

    it("takes an empty request for a resource without anything", () => {
        const { type, props, options, provider } = read(new AnalyzeRequest());
        assert.deepEqual([type, props, options, provider], ["", {}, { protect: false, ignoreChanges: [] }, undefined]);
    });

    it("reads all resources of a stack in their order, without what it does not know", () => {
        const request = new AnalyzeStackRequest();
        const resources = [1, 2, 3].map((replicas) => fill(new AnalyzerResource(), { spec: { replicas } }));
        resources[0]?.setDependenciesList([URN]);
        request.setResourcesList(resources);
        assert.deepEqual(
            readStack(request.serializeBinary()).map(({ props }) => props),
            [1, 2, 3].map((replicas) => ({ spec: { replicas } })),
        );
    });
});

import { Reader } from "protobufjs/minimal";
import type { RawResource, ResourceOptions } from "../model/resource";
import { type Fields, readField, readMessage } from "./message";
import { readStruct } from "./struct";

/**
 * The resource of an `AnalyzeRequest`, secrets still marked.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto for the numbers of the fields
 */
export function readResource(request: Uint8Array): RawResource {
    return readMessage(new Reader(request), request.length, emptyResource(), RESOURCE);
}

/** The resources of an `AnalyzeStackRequest`, secrets still marked, in the order of the request. */
export function readStack(request: Uint8Array): readonly RawResource[] {
    return readMessage(new Reader(request), request.length, [], STACK);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const emptyResource = (): Writable<RawResource> => ({
    type: "",
    name: "",
    urn: "",
    props: {},
    options: { protect: false, ignoreChanges: [] },
});

/** `AnalyzeRequest` and `AnalyzerResource` have the same numbers for what both have. */
const RESOURCE: Fields<Writable<RawResource>> = {
    1: (resource, reader) => {
        resource.type = reader.string();
    },
    2: (resource, reader) => {
        resource.props = readStruct(reader);
    },
    3: (resource, reader) => {
        resource.urn = reader.string();
    },
    4: (resource, reader) => {
        resource.name = reader.string();
    },
    5: (resource, reader) => {
        resource.options = readField(reader, { protect: false, ignoreChanges: [] }, OPTIONS);
    },
    6: (resource, reader) => {
        resource.provider = readField(reader, { type: "", name: "" }, PROVIDER);
    },
};

const STACK: Fields<RawResource[]> = {
    1: (resources, reader) => {
        resources.push(readField(reader, emptyResource(), RESOURCE));
    },
};

const OPTIONS: Fields<Writable<ResourceOptions> & { ignoreChanges: string[] }> = {
    1: (options, reader) => {
        options.protect = reader.bool();
    },
    2: (options, reader) => {
        options.ignoreChanges.push(reader.string());
    },
    8: (options, reader) => {
        options.parent = reader.string();
    },
};

const PROVIDER: Fields<{ type: string; name: string }> = {
    1: (provider, reader) => {
        provider.type = reader.string();
    },
    4: (provider, reader) => {
        provider.name = reader.string();
    },
};

import {
    type handleUnaryCall,
    Server,
    ServerCredentials,
    type ServiceDefinition,
    status,
    type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzeResponse,
    AnalyzerStackConfigureResponse,
    type ConfigureAnalyzerRequest,
    RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { MAX_MESSAGE_BYTES } from "../../core/engine/limits";
import { ALL_RULES, STACK_RULES } from "../judging/all-rules";
import type { RuleMetadata } from "../model/rule";
import { type Analyzer, notApplicable } from "./analyzer";
import { readConfig } from "./config";
import { analyzerInfo, type PackName } from "./info";
import { readResource, readStack } from "./request";
import { notApplicableResponse, remediateResponse, resourceResponse, stackResponse } from "./response";

/**
 * Answers the engine's analyzer protocol on a free port of 127.0.0.1.
 *
 * @param analyzerOf makes the analyzer of one operation
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
export async function serveAnalyzer(pack: PackName, analyzerOf: () => Analyzer): Promise<number> {
    const server = new Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES, "grpc.enable_channelz": 0 });
    server.addService(SERVICE, implementation(pack, analyzerOf));
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
            error ? reject(error) : resolve(port),
        );
    });
}

const AS_BYTES = {
    requestDeserialize: (request: Buffer) => request,
    responseSerialize: (response: Uint8Array) => Buffer.from(response),
};

/**
 * What comes and goes with every resource is read and written by this module: the generated messages can neither be read
 * straight into plain data nor keep the parts that are the same each time.
 */
const SERVICE: ServiceDefinition = {
    ...AnalyzerService,
    analyze: { ...AnalyzerService.analyze, ...AS_BYTES },
    analyzeStack: { ...AnalyzerService.analyzeStack, ...AS_BYTES },
    remediate: { ...AnalyzerService.remediate, ...AS_BYTES },
};

function implementation(pack: PackName, analyzerOf: () => Analyzer): UntypedServiceImplementation {
    let analyzer = analyzerOf();
    const resourceRules = ALL_RULES.filter((rule) => !STACK_RULES.has(rule));
    const withoutRemedy = memoized((remedial: readonly RuleMetadata[]) =>
        notApplicableResponse(
            new RemediateResponse(),
            resourceRules.filter((rule) => !remedial.includes(rule)),
        ).serializeBinary(),
    );
    const outsideOf = memoized((type: string) =>
        notApplicableResponse(new AnalyzeResponse(), notApplicable(type)).serializeBinary(),
    );
    return {
        getAnalyzerInfo: method(() => analyzerInfo(pack)),
        getPluginInfo: method(() => {
            const info = new PluginInfo();
            info.setVersion(pack.version);
            return info;
        }),
        // The first that an engine says of an operation.
        configureStack: method(() => {
            analyzer = analyzerOf();
            return new AnalyzerStackConfigureResponse();
        }),
        configure: method((request: ConfigureAnalyzerRequest) => {
            analyzer.configure(readConfig(request));
            return new Empty();
        }),
        analyze: method(async (request: Buffer) => {
            const resource = readResource(request);
            const judged = await analyzer.analyze(resource);
            // Messages add up by concatenation.
            return Buffer.concat([resourceResponse(pack, judged).serializeBinary(), outsideOf(resource.type)]);
        }),
        analyzeStack: method(async (request: Buffer) =>
            stackResponse(pack, await analyzer.analyzeStack(readStack(request))).serializeBinary(),
        ),
        remediate: method((request: Buffer) => {
            const { remedial } = analyzer;
            // The engine asks for every resource, whatever the configuration says.
            const remedies = remedial.length === 0 ? [] : analyzer.remediate(readResource(request));
            return Buffer.concat([remediateResponse(pack, remedies).serializeBinary(), withoutRemedy(remedial)]);
        }),
    };
}

/** A fault of a rule ends the operation; its stack is all that helps to find it. */
function method<Request, Response>(
    answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
    return async ({ request }, callback) => {
        try {
            callback(null, await answer(request));
        } catch (error) {
            const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
            callback({ code: status.UNKNOWN, details });
        }
    };
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
    const known = new Map<Key, Value>();
    return (key) => {
        const value = known.get(key) ?? compute(key);
        known.set(key, value);
        return value;
    };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type requestCallback } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    type AnalyzeDiagnostic,
    AnalyzeRequest,
    type AnalyzeResponse,
    type AnalyzerInfo,
    AnalyzerResourceOptions,
    AnalyzerStackConfigureRequest,
    type AnalyzerStackConfigureResponse,
    ConfigureAnalyzerRequest,
    EnforcementLevel,
    PolicyConfig,
    PolicyType,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { attachPack } from "../../../cli/engine/attached-pack";
import { PACK_PORT } from "../../../toolchain";
import { projectRoot } from "../../../toolchain/paths";
import type { Data } from "./edit";

/** What the engine shows of a violation. */
export type Diagnostic = AnalyzeDiagnostic.AsObject;

/** Parameters and levels by policy, as the engine sends them after it has read a configuration file. */
export type PackConfig = Readonly<
    Record<string, { readonly level: keyof typeof EnforcementLevel; readonly config?: Data }>
>;

/** What one remediation did. */
export interface Remedy {
    readonly policy: string;
    readonly diagnostic: string;
    readonly props: Data;
}

/** The pack in its own process or thread, spoken to as the engine does. */
export class PackProcess {
    private constructor(
        private readonly end: () => Promise<unknown>,
        private readonly client: AnalyzerClient,
    ) {}

    static async start(): Promise<PackProcess> {
        const child = spawn(process.execPath, ["main.cjs"], {
            cwd: join(projectRoot(), "policies"),
            stdio: ["ignore", "pipe", "inherit"],
        });
        const [port] = await once(createInterface(child.stdout), "line");
        const end = () => {
            child.kill();
            return once(child, "exit");
        };
        return new PackProcess(end, clientOf(port));
    }

    /** The same pack as the command line runs it, in a thread. */
    static async attach(): Promise<PackProcess> {
        const pack = attachPack();
        const { [PACK_PORT]: port = "" } = await pack.env();
        return new PackProcess(() => pack.close(), clientOf(port));
    }

    /** What an engine says first of an operation. */
    async begin(): Promise<void> {
        const request = new AnalyzerStackConfigureRequest();
        await call<AnalyzerStackConfigureResponse>((done) => this.client.configureStack(request, done));
    }

    async policies(): Promise<
        readonly {
            readonly name: string;
            readonly type: "RESOURCE" | "STACK";
            readonly properties: readonly string[];
        }[]
    > {
        const info = await call<AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
        return info.getPoliciesList().map((policy) => ({
            name: policy.getName(),
            type: policy.getPolicyType() === PolicyType.POLICY_TYPE_STACK ? "STACK" : "RESOURCE",
            properties: Object.keys(policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}),
        }));
    }

    async configure(config: PackConfig): Promise<void> {
        const request = new ConfigureAnalyzerRequest();
        for (const [name, { level, config: properties = {} }] of Object.entries(config)) {
            const policy = new PolicyConfig();
            policy.setEnforcementlevel(EnforcementLevel[level]);
            policy.setProperties(toStruct(properties));
            request.getPolicyconfigMap().set(name, policy);
        }
        await call<Empty>((done) => this.client.configure(request, done));
    }

    async analyze(type: string, props: Data, name = "web"): Promise<readonly Diagnostic[]> {
        const response = await call<AnalyzeResponse>((done) =>
            this.client.analyze(requestFor(type, props, name), done),
        );
        return response.getDiagnosticsList().map((diagnostic) => diagnostic.toObject());
    }

    /** The rules that the pack says have nothing to say of a resource. */
    async notApplicable(type: string, props: Data): Promise<readonly string[]> {
        const response = await call<AnalyzeResponse>((done) =>
            this.client.analyze(requestFor(type, props, "web"), done),
        );
        return response.getNotApplicableList().map((policy) => policy.getPolicyName());
    }

    /** What the pack's remediations make of a resource, in turn. Properties may hold secrets as the engine marks them. */
    async remediate(type: string, props: Data, name = "web"): Promise<readonly Remedy[]> {
        const response = await call<RemediateResponse>((done) =>
            this.client.remediate(requestFor(type, props, name), done),
        );
        return response.getRemediationsList().map((remediation) => ({
            policy: remediation.getPolicyname(),
            diagnostic: remediation.getDiagnostic(),
            props: remediation.getProperties()?.toJavaScript() ?? {},
        }));
    }

    async stop(): Promise<void> {
        this.client.close();
        await this.end();
    }
}

function clientOf(port: string): AnalyzerClient {
    return new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
}

function requestFor(type: string, props: Data, name: string): AnalyzeRequest {
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setName(name);
    request.setUrn(`urn:pulumi:test::eks-platform::${type}::${name}`);
    request.setProperties(toStruct(props));
    request.setOptions(new AnalyzerResourceOptions());
    return request;
}

function toStruct(data: Data): Struct {
    return Struct.fromJavaScript(data as Record<string, JavaScriptValue>);
}

function call<Response>(start: (done: requestCallback<Response>) => void): Promise<Response> {
    return new Promise((resolve, reject) => {
        start((error, response) => (response === undefined ? reject(error) : resolve(response)));
    });
}

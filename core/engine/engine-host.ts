import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** A message may be this late; one that the engine does not take is no reason to fail. */
const DEADLINE_MILLISECONDS = 5_000;

/** What a provider may tell the engine that it serves, once the engine has said where it listens. */
export class EngineHost {
    private client: EngineClient | undefined;

    /** Takes the address at which the engine listens; without one nothing is told. */
    connect(address: string): void {
        if (address === "") {
            return;
        }
        this.client?.close();
        this.client = new EngineClient(address, credentials.createInsecure());
    }

    /** Tells what a resource waits for. The engine shows it while the step runs and keeps it nowhere. */
    status(urn: string, message: string): void {
        const request = new LogRequest();
        request.setSeverity(LogSeverity.INFO);
        request.setUrn(urn);
        request.setMessage(message);
        request.setEphemeral(true);
        const options = { deadline: Date.now() + DEADLINE_MILLISECONDS };
        this.client?.log(request, new Metadata(), options, () => undefined);
    }
}

import * as pulumi from "@pulumi/pulumi";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A resource of the stack's last state. */
interface Recorded {
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of a stack by URN. */
export type State = Readonly<Record<string, Recorded>>;

/** The engine's own function behind StackReference, which itself would leave a resource in the stack. */
const READ_OUTPUTS = "pulumi:pulumi:readStackResourceOutputs";

/**
 * The stack's resources as the last update left them. Outputs that are references to resources are asked for as texts: the SDK would look
 * each up in the run that is under way, which has not made it yet.
 *
 * @throws Error in the engine's words where it cannot read the state
 */
export async function lastState(): Promise<State> {
    const monitor = pulumi.runtime.getMonitor();
    if (monitor === undefined) {
        throw new Error("There is no engine to ask for the stack's state.");
    }
    const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
    const request = new ResourceInvokeRequest();
    request.setTok(READ_OUTPUTS);
    request.setArgs(Struct.fromJavaScript({ stackName }));
    request.setAcceptresources(false);
    return new Promise((resolve, reject) => {
        monitor.invoke(request, (error, response) => {
            const [failure] = response?.getFailuresList() ?? [];
            if (error) {
                reject(new Error(error.details));
            } else if (failure) {
                reject(new Error(failure.getReason()));
            } else {
                resolve((response.getReturn()?.toJavaScript().outputs ?? {}) as State);
            }
        });
    });
}

import { clusterKindOf } from "../components/config/cluster-kind";
import type { RawConfig } from "../components/config/raw-config";

/** A stack and where a command works on it. */
interface StackChoice {
    readonly stack: string;
    /** On simulated providers. @default false */
    readonly offline?: boolean | undefined;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string | undefined;
}

/**
 * Whether nothing is at stake in a stack: it is simulated, or lives on the embedded control plane.
 *
 * @param values what its file configures
 */
export function isHarmless(simulated: boolean, values: RawConfig["values"]): boolean {
    return simulated || clusterKindOf(values) === "embedded";
}

function isChoiceHarmless({ stack, offline, configFile }: StackChoice): boolean {
    if (offline) {
        return true;
    }
    try {
        // Loaded where a file is read, which most commands do on their own.
        const {
            readStackFile,
        }: typeof import("../components/config/stack-file") = require("../components/config/stack-file");
        const { stackFile }: typeof import("./engine/project-copy") = require("./engine/project-copy");
        return isHarmless(false, readStackFile(stackFile(stack, configFile), stack).values);
    } catch {
        // The command says what is wrong with the file.
        return false;
    }
}

/**
 * Makes the Pulumi SDK of this process quicker where nothing is at stake. To be called before anything loads the SDK.
 *
 * @param choice the stack that the process works on. @default none
 */
export function quickenSdk(choice?: StackChoice): void {
    if (choice === undefined || isChoiceHarmless(choice)) {
        require("../bin/quick-sdk.cjs");
    }
}

import { relative } from "node:path";
import type { EngineEvent, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { withoutMarks } from "../../core/engine/plain-text";
import { readEngineStates } from "../../policies/sources/engine-states";
import { faulty, joined, type Loaded, type SourceFault } from "../../policies/sources/source";
import { LiveDisplay } from "../output/live";
import { openStack } from "./open-stack";
import { runOperation } from "./operation";
import { stackFile } from "./project-copy";

/** What a preview shows, and why it shows no more where it failed. */
export interface StackPreview extends Loaded {
    /** The stack's settings: the file that its resources come from. */
    readonly defaultFile: string;
}

/**
 * Previews a stack without its policies, whose verdict is to come. What the preview does goes to standard error.
 *
 * @throws UserError when the stack cannot be opened
 */
export async function previewStack(stack: string, offline: boolean): Promise<StackPreview> {
    const note = (message: string) => process.stderr.write(`  ${message}\n`);
    const defaultFile = relative(process.cwd(), stackFile(stack));
    const states = new Map<string, StepEventStateMetadata>();
    const display = new LiveDisplay(process.stderr, () => false);
    const session = await openStack("preview", stack, { offline, note });
    try {
        const { errors, failure } = await runOperation(session.stack, "preview", {
            onEvent: (event) => {
                display.onEvent(event);
                remember(event, states);
            },
        });
        const words = failure === undefined ? errors : [...errors, failure];
        const failures = faulty(...words.map((message) => toFault(message, defaultFile)));
        const entries = [...states.values()].map((value) => ({ value, prefix: [] }));
        const loaded = readEngineStates(defaultFile, entries);
        return { ...joined([loaded, failures]), defaultFile };
    } finally {
        display.close();
        await session.close();
    }
}

/** The last event about a resource tells the most of it; a step that deletes has nothing new. */
function remember(
    { resourcePreEvent, resOutputsEvent }: EngineEvent,
    states: Map<string, StepEventStateMetadata>,
): void {
    const metadata = resourcePreEvent?.metadata ?? resOutputsEvent?.metadata;
    if (metadata?.new) {
        states.set(metadata.urn, metadata.new);
    }
}

function toFault(message: string, file: string): SourceFault {
    const [line = ""] = withoutMarks(message).trim().split("\n");
    return { file, message: `the preview failed: ${line}`, next: "Mend it: platform preview shows all of it." };
}

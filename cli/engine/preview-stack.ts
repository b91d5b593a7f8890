import { relative } from "node:path";
import type { EngineEvent, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { withoutMarks } from "../../core/engine/plain-text";
import type { RawResource } from "../../policies/model/resource";
import { readEngineStates } from "../../policies/sources/engine-states";
import { faulty, joined, type Loaded, type SourceFault } from "../../policies/sources/source";
import { UserError } from "../errors";
import { note } from "../notes";
import { LiveDisplay } from "../output/live";
import { type OpenOptions, openStack } from "./open-stack";
import { runOperation } from "./operation";
import { stackFile } from "./project-copy";

/** What a preview shows, and why it shows no more where it failed. */
export interface StackPreview extends Loaded {
    /** The stack's settings: the file that its resources come from. */
    readonly defaultFile: string;
    /** The resources of the stack that is previewed on, where one was given. @default none */
    readonly base?: readonly RawResource[];
}

/**
 * Previews a stack without its policies, whose verdict is to come. What the preview does goes to standard error.
 *
 * @throws UserError when the stack cannot be opened
 */
export async function previewStack(
    stack: string,
    { offline, base }: Pick<OpenOptions, "offline" | "base">,
): Promise<StackPreview> {
    const defaultFile = relative(process.cwd(), stackFile(stack));
    const [states, before] = [newStates(), newStates()];
    const display = new LiveDisplay(process.stderr, () => false);
    const session = await openStack("preview", stack, { offline, base, ephemeral: base !== undefined, note });
    try {
        const { errors, failure } = await runOperation(session.stack, "preview", {
            onEvent: (event) => {
                display.onEvent(event);
                remember(event, states, before);
            },
        });
        const words = failure === undefined ? errors : [...errors, failure];
        const failures = faulty(...words.map((message) => toFault(message, defaultFile)));
        const [loaded, old] = [states, before].map((some) => read(some, defaultFile));
        return {
            ...joined([...(loaded === undefined ? [] : [loaded]), failures]),
            defaultFile,
            ...(base !== undefined && old !== undefined && { base: old.resources }),
        };
    } finally {
        display.close();
        await session.close();
    }
}

/**
 * {@link previewStack} for who can do nothing with a part of the resources.
 *
 * @throws UserError when the stack cannot be opened, or its preview fails
 */
export async function previewWhole(
    stack: string,
    options: Pick<OpenOptions, "offline" | "base">,
): Promise<Pick<StackPreview, "resources" | "base">> {
    const preview = await previewStack(stack, options);
    if (preview.faults.length > 0) {
        throw new UserError(preview.faults.map(({ file, message, next }) => `${file}: ${message}. ${next}`).join("\n"));
    }
    return preview;
}

type States = Map<string, StepEventStateMetadata>;

function newStates(): States {
    return new Map();
}

/** The last event about a resource tells the most of it; a step that deletes has nothing new, and one that creates nothing old. */
function remember({ resourcePreEvent, resOutputsEvent }: EngineEvent, states: States, before: States): void {
    const metadata = resourcePreEvent?.metadata ?? resOutputsEvent?.metadata;
    if (metadata?.new) {
        states.set(metadata.urn, metadata.new);
    }
    if (metadata?.old) {
        before.set(metadata.urn, metadata.old);
    }
}

function read(states: States, file: string): Loaded {
    return readEngineStates(
        file,
        [...states.values()].map((value) => ({ value, prefix: [] })),
    );
}

function toFault(message: string, file: string): SourceFault {
    const [line = ""] = withoutMarks(message).trim().split("\n");
    return { file, message: `the preview failed: ${line}`, next: "Mend it: platform preview shows all of it." };
}

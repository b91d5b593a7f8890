import type { EngineEvent } from "@pulumi/pulumi/automation";
import { withoutMarks } from "../../core/engine/plain-text";
import { nameOf, typeOf } from "../../core/engine/urn";
import { LIFT_PROTECTION } from "./protection";

/** How the SDK begins what it says of an error that nothing awaited. */
const UNHANDLED = /^Unhandled exception: (?:\w*Error: )?/;
/** A line of a stack trace, and one that points at a library or at Node.js itself. */
const FRAME = /^\s+at /;
const FOREIGN = /node_modules|node:|<anonymous>\)?$/;

/** Says each error of an operation once, in words that help: the engine, the SDK and the program's end each say it again. */
export class Diagnostics {
    private readonly said: string[] = [];

    /** The event as it is to be shown, or `undefined` for an error that adds nothing. */
    admit(event: EngineEvent): EngineEvent | undefined {
        const { diagnosticEvent } = event;
        if (diagnosticEvent?.severity !== "error") {
            return event;
        }
        const message = plainError(diagnosticEvent.message);
        if (isCancellation(message) || this.said.some((said) => said.startsWith(message))) {
            return undefined;
        }
        this.said.push(message);
        const told = [message, ...failedTask(diagnosticEvent.urn, message)].join("\n");
        return { ...event, diagnosticEvent: { ...diagnosticEvent, message: told } };
    }
}

const JOB = "kubernetes:batch/v1:Job";

/** A Job that did not become ready, in the words of either provider. */
const UNREADY_JOB = /(?:\bJob |that "|resource "?)([a-z0-9][-a-z0-9]*)\/([a-z0-9][-.a-z0-9]*)/;

/** What follows from a task's failure, where its logs are, and what to do. Nothing for any other error. */
function failedTask(urn: string | undefined, message: string): readonly string[] {
    const [, namespace, name] = (urn && typeOf(urn) === JOB && UNREADY_JOB.exec(message)) || [];
    if (namespace === undefined) {
        return [];
    }
    return [
        `The task ${name} has not succeeded, so nothing that needs it was changed: what ran before still runs.`,
        `Its logs: kubectl -n ${namespace} logs -l batch.kubernetes.io/job-name=${name} --prefix --tail=-1`,
        "Next step: mend the cause and run up again, which runs the task anew.",
    ];
}

/** How the engine refuses what would delete a protected resource; it goes on to the program's source, which is not the user's. */
const PROTECTED =
    /(?:unable to replace )?resource "?([^"\s]+)"?\s+(?:cannot be deleted\s+because it is protected|as it is currently marked for protection)[\s\S]*$/;

/** An error's text, with the way out in this project's words. A stack trace stays only where it leads into this project: then it is a defect, and not a failed service. */
export function plainError(marked: string): string {
    const text = withoutMarks(marked)
        .trim()
        .replace(PROTECTED, (_, urn: string) => `${nameOf(urn)} is protected and is not deleted.\n${LIFT_PROTECTION}`);
    if (!UNHANDLED.test(text)) {
        return text;
    }
    const lines = text.replace(UNHANDLED, "").split("\n");
    const isDefect = lines.some((line) => FRAME.test(line) && !FOREIGN.test(line));
    return (isDefect ? lines : lines.filter((line) => !FRAME.test(line))).join("\n");
}

/**
 * The engine calls its own cancellation an error, also where it was waiting for the policies; the result says it once, by
 * name. An error of a resource's own step stays: that step was broken off.
 */
function isCancellation(message: string): boolean {
    return /^((.*failed to run [\w ]+: )?context canceled|\w+ canceled)$/.test(message);
}

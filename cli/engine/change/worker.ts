import { existsSync, lstatSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { ConfigSecrets } from "../../../components/config";
import { withoutMarks } from "../../../core/engine/plain-text";
import { expected } from "../../errors";
import { depart } from "../departure";
import { readSettings } from "../stack-settings";
import type { UpdateError, UpdateJob, UpdateMessage } from "./update";

/** Brings a stack up on a simulator of its own, for a process that needs to know how that ends. */
async function main(job: UpdateJob): Promise<void> {
    process.on("disconnect", leave);
    try {
        finish(await bringUp(job));
    } catch (error) {
        const defect = error instanceof Error ? (error.stack ?? error.message) : String(error);
        finish([{ message: expected(error)?.message ?? defect }]);
    } finally {
        process.off("disconnect", leave);
        process.disconnect();
    }
}

/** Nobody waits any more. */
const leave = () => depart("SIGTERM");

/** @returns why it failed */
async function bringUp({ root, stack, settings, directory, before }: UpdateJob): Promise<readonly UpdateError[]> {
    if (root !== undefined) {
        useSdkOf(root);
    }
    // Only now, so that they get the SDK that the program has.
    const { openSession }: typeof import("../session") = require("../session");
    const { runOperation }: typeof import("../operation") = require("../operation");
    const session = await openSession({
        target: "simulated",
        settings: readSettings(stack, settings),
        ephemeral: true,
        directory,
        checkpoints: false,
        runsProgram: true,
        note: () => undefined,
        ...(root !== undefined && { program: (secrets: ConfigSecrets) => programOf(root, secrets) }),
        ...(before !== undefined && { before: readSettings(stack, before) }),
    });
    const told: UpdateError[] = [];
    let done = 0;
    try {
        const { exitCode, failure } = await runOperation(session.stack, "up", {
            onEvent: ({ resOutputsEvent, diagnosticEvent }) => {
                if (resOutputsEvent) {
                    tell({ done: ++done });
                }
                if (diagnosticEvent?.severity === "error") {
                    const { urn, message } = diagnosticEvent;
                    told.push({ ...(urn && { urn }), message });
                }
            },
        });
        // The engine ends with one error more, which says that there were some.
        const causes = told.filter(({ message }) => withoutMarks(message).trim() !== "update failed");
        const errors = failure === undefined ? causes : [...causes, { message: failure }];
        return exitCode === 0 || errors.length > 0 ? errors : [{ message: "the engine says nothing of why" }];
    } finally {
        await session.close();
    }
}

/** The program of another revision of this project; before `components/program.ts` there was `index.ts` alone. */
function programOf(root: string, secrets: ConfigSecrets): PulumiFn {
    const load = createRequire(join(root, "package.json"));
    if (!existsSync(join(root, "components", "program.ts"))) {
        return load("./index.ts");
    }
    // A secret is known by its class, and the program knows its own.
    const { SecretText }: typeof import("../../../components/config") = load("./components/config");
    const { platformProgram }: typeof import("../../../components/program") = load("./components/program");
    const { WITHOUT_SESSIONS }: typeof import("../session") = require("../session");
    return () => platformProgram({ ...secrets, at: () => new SecretText() }, WITHOUT_SESSIONS);
}

/** The SDK, and what its messages and connections are made of. */
const SDK = /^(@pulumi\/pulumi|@grpc\/grpc-js|google-protobuf)(\/|$)/;

/** Where a revision has packages of its own, all of this process runs on its SDK: the engine speaks to one of them. */
function useSdkOf(root: string): void {
    if (lstatSync(join(root, "node_modules")).isSymbolicLink()) {
        return;
    }
    const internals = Module as unknown as {
        _resolveFilename(request: string, parent: unknown, ...rest: unknown[]): string;
        _nodeModulePaths(folder: string): string[];
    };
    const resolve = internals._resolveFilename;
    const its = { id: root, filename: join(root, "package.json"), paths: internals._nodeModulePaths(root) };
    internals._resolveFilename = (request, parent, ...rest) =>
        resolve.call(Module, request, SDK.test(request) ? its : parent, ...rest);
}

function tell(message: UpdateMessage): void {
    process.send?.(message);
}

function finish(errors: readonly UpdateError[]): void {
    tell({ errors });
}

process.once("message", (job) => void main(job as UpdateJob));

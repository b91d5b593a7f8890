import type { EngineEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { withoutMarks } from "../../core/engine/plain-text";
import { kindOf, nameOf } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import { stepLine } from "./step-line";

/** A running step is mentioned again after this long where there is no terminal to redraw. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** Nothing is said of a shorter wait. */
const QUIET_SECONDS = 3;

/** Shows the engine's events as they come: a line for each finished step, and what is running now. */
export class LiveDisplay {
    private readonly running = new Map<string, { readonly label: string; readonly since: number; waitsFor?: string }>();
    private readonly terminal: boolean;
    private readonly timer: NodeJS.Timeout;
    /** A component ends twice: when it is registered and when its outputs are. */
    private readonly shown = new Set<string>();

    private lastEvent = Date.now();

    /** @param shows which finished steps get a line; what runs and what goes wrong is said in any case */
    constructor(
        private readonly out: NodeJS.WriteStream,
        private readonly shows: (step: { readonly op: string }) => boolean,
    ) {
        this.terminal = Boolean(out.isTTY);
        this.timer = setInterval(() => this.tick(), this.terminal ? 250 : HEARTBEAT_MILLISECONDS);
        this.timer.unref();
    }

    readonly onEvent = (event: EngineEvent): void => {
        this.lastEvent = Date.now();
        if (event.resourcePreEvent) {
            const { urn, type, op, new: next, old } = event.resourcePreEvent.metadata;
            // A component takes as long as its longest child, which is what the reader wants to know.
            const takesTime = op !== "same" && (next ?? old)?.custom === true;
            if (takesTime) {
                this.running.set(urn, { label: `${kindOf(type)} ${nameOf(urn)}`, since: Date.now() });
            }
        }
        if (event.resOutputsEvent) {
            this.finish(event.resOutputsEvent.metadata);
        }
        if (event.resOpFailedEvent) {
            this.running.delete(event.resOpFailedEvent.metadata.urn);
        }
        const diagnostic = event.diagnosticEvent;
        if (diagnostic?.ephemeral) {
            this.learn(diagnostic);
        } else if (diagnostic) {
            this.diagnose(diagnostic);
        }
    };

    /** Removes the line about running steps. */
    close(): void {
        clearInterval(this.timer);
        this.clear();
    }

    private finish(step: { op: string; urn: string; type: string }): void {
        const since = this.running.get(step.urn)?.since;
        this.running.delete(step.urn);
        const key = `${step.op} ${step.urn}`;
        if (this.shown.has(key)) {
            return;
        }
        this.shown.add(key);
        const line = stepLine(step, since === undefined ? undefined : (Date.now() - since) / 1000);
        if (line && this.shows(step)) {
            this.print(line);
        }
    }

    /** What a provider says of a step while it runs: it is shown with the step, and nowhere else. */
    private learn({ urn = "", message }: { message: string; urn?: string }): void {
        const step = this.running.get(urn);
        const said = withoutMarks(message).trim();
        if (step && said !== "") {
            step.waitsFor = said;
        }
    }

    private diagnose(diagnostic: { message: string; severity: string; urn?: string }): void {
        // What a provider or a cluster answers may hold sequences that command a terminal.
        const message = withoutMarks(diagnostic.message).trimEnd().split("\n").map(visible).join("\n");
        if (!message) {
            return;
        }
        const about = diagnostic.urn ? ` ${nameOf(diagnostic.urn)}:` : "";
        if (diagnostic.severity === "error") {
            this.print(`${pc.red("  error:")}${about} ${message}`);
        } else if (diagnostic.severity === "warning") {
            this.print(`${pc.yellow("  warning:")}${about} ${message}`);
        } else if (diagnostic.severity === "info") {
            this.print(`${pc.dim("  info:")}${about} ${message}`);
        }
    }

    private print(line: string): void {
        this.clear();
        this.out.write(`${line}\n`);
    }

    private tick(): void {
        // The first is the one that runs longest: a map keeps the order in which its entries came.
        const longest = this.running.values().next().value;
        const more = this.running.size > 1 ? `, and ${this.running.size - 1} more` : "";
        const seconds = Math.round((Date.now() - (longest?.since ?? this.lastEvent)) / 1000);
        // Between two events nothing runs but the program, its data sources and its policies.
        if (longest === undefined && seconds < QUIET_SECONDS) {
            return;
        }
        const why = longest?.waitsFor === undefined ? "" : `: ${longest.waitsFor}`;
        const what = longest
            ? `working on ${longest.label} (${seconds}s)${more}${why}`
            : `waiting for the program (${seconds}s)`;
        const text = `    ${this.shown.size} done, ${what}`;
        this.clear();
        this.out.write(this.terminal ? pc.dim(text.slice(0, this.out.columns - 1)) : `${text}\n`);
    }

    private clear(): void {
        if (this.terminal) {
            this.out.write("\r\x1b[2K");
        }
    }
}

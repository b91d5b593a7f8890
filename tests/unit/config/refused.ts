import assert from "node:assert/strict";
import { ConfigError, type Fault } from "../../../components/config";
import { load } from "./valid";

/** A configuration with one fault. */
export interface Malformed {
    /** Completes "refuses ...". */
    readonly what: string;
    readonly changes: Record<string, unknown>;
    /** Path of the fault that must be reported. */
    readonly path: string;
    /** What its three lines must mention. */
    readonly mentions: readonly string[];
}

/** The faults that a configuration is refused with. */
export function faultsOf(changes: Record<string, unknown>): readonly Fault[] {
    try {
        load(changes);
    } catch (error) {
        if (error instanceof ConfigError) {
            return error.faults;
        }
        throw error;
    }
    return [];
}

/** Holds a configuration to be refused at one path, in words that mention some others. */
export function assertRefused({ changes, path, mentions }: Omit<Malformed, "what">): void {
    const faults = faultsOf(changes);
    const fault = faults.find((candidate) => candidate.path === path);
    assert.ok(fault, `no fault at ${path}, but at ${faults.map((other) => other.path).join(", ")}`);
    const text = [fault.received, fault.allowed, fault.next].join("\n");
    for (const mention of mentions) {
        assert.ok(text.includes(mention), `"${mention}" is not in:\n${text}`);
    }
}

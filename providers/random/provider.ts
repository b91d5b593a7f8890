import { randomBytes } from "node:crypto";
import { version } from "@pulumi/random/package.json";
import { differences } from "../../core/engine/diff";
import { ProviderError } from "../../core/engine/errors";
import type {
    CheckRequest,
    CheckResult,
    CreateRequest,
    CreateResult,
    DiffRequest,
    DiffResult,
    ProviderImplementation,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../../core/engine/provider";
import { type PropertyMap, revealMap, UNKNOWN } from "../../core/engine/values";
import { Identity } from "../../core/identity";
import { type RandomSource, randomModel } from "./models";

/**
 * The `random` package. A value exists in the stack's state alone: no cloud knows it. With a seed it follows from the
 * seed, the resource and its inputs; without one it is drawn from the operating system when the resource is made, and
 * is unknown in a preview.
 */
export class RandomProvider implements ProviderImplementation {
    readonly package = "random";
    readonly version = version;

    constructor(/** Undefined for real randomness. */ readonly seed: string | undefined) {}

    configure(): void {}

    check(request: CheckRequest): CheckResult {
        const { required } = randomModel(request.type);
        const isMissing = request.news[required] === undefined;
        return {
            inputs: request.news,
            failures: isMissing ? [{ property: required, reason: `missing required property '${required}'` }] : [],
        };
    }

    diff(request: DiffRequest): DiffResult {
        // Other inputs ask for another draw.
        const everything = Object.keys({ ...request.oldInputs, ...request.news });
        return { differences: differences(request.oldInputs, request.news, everything) };
    }

    create({ type, urn, inputs, preview }: CreateRequest): CreateResult {
        const model = randomModel(type);
        if (this.seed !== undefined) {
            return model.make(inputs, seeded(this.seed, urn, inputs));
        }
        const made = model.make(inputs, randomBytes);
        return preview ? hide(made, model.drawn) : made;
    }

    read({ id, type, oldInputs, oldOutputs }: ReadRequest): ReadResult {
        if (!oldInputs || !oldOutputs) {
            throw new ProviderError(`${type} cannot be imported by this provider`);
        }
        return { id, inputs: oldInputs, outputs: oldOutputs };
    }

    update({ oldOutputs, inputs }: UpdateRequest): PropertyMap {
        return { ...oldOutputs, ...inputs };
    }

    delete(): void {}
}

/** A different stream for each resource and each set of inputs, and a fresh block for each draw from it. */
function seeded(seed: string, urn: string, inputs: PropertyMap): RandomSource {
    const identity = new Identity(`${seed}\0${urn}\0${JSON.stringify(revealMap(inputs))}`);
    let draws = 0;
    return (length) => {
        draws += 1;
        return identity.bytes(`draw ${draws}`, length);
    };
}

function hide({ outputs }: CreateResult, drawn: readonly string[]): CreateResult {
    const hidden = { ...outputs };
    for (const key of drawn) {
        hidden[key] = UNKNOWN;
    }
    return { id: "", outputs: hidden };
}

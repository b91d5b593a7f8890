import { version } from "@pulumi/aws/package.json";
import { alreadyExists, ProviderError } from "../protocol/errors";
import type {
    CheckFailure,
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    DiffRequest,
    DiffResult,
    InvokeRequest,
} from "../protocol/provider";
import { mapAt, type PropertyMap, reveal, stringAt } from "../protocol/values";
import { autoname } from "../resource/autoname";
import { differences } from "../resource/diff";
import { isPresent, valuesAt } from "../resource/properties";
import { type Subject, WorldProvider } from "../resource/provider";
import type { StoredResource, World } from "../world/world";
import { awsFunction } from "./functions";
import type { AwsContext, AwsModel } from "./model";
import { awsModel, awsModels } from "./models";
import { type AwsConfig, awsConfig, place } from "./place";

/** The simulated AWS: resources by the models in `services/`, functions by those in `functions/`. */
export class AwsProvider extends WorldProvider {
    readonly package = "aws";
    #config: AwsConfig | undefined;

    constructor(world: World) {
        super(version, world);
    }

    configure(request: ConfigureRequest): void {
        this.#config = awsConfig(request.args);
    }

    check(request: CheckRequest): CheckResult {
        const model = awsModel(request.type);
        const inputs = model.autoname ? autoname(request, request.news, model.autoname, this.world) : request.news;
        return { inputs, failures: [...missing(model, inputs), ...malformed(model, inputs)] };
    }

    diff(request: DiffRequest): DiffResult {
        const model = awsModel(request.type);
        const immutable = [...(model.immutable ?? []), "region"];
        return {
            differences: differences(request.oldInputs, request.news, immutable),
            deleteBeforeReplace: keepsName(model, request.oldInputs, request.news),
        };
    }

    invoke(request: InvokeRequest): PropertyMap {
        const config = this.#configured();
        return awsFunction(request.token)(request.args, {
            ...place(stringAt(request.args, "region") ?? config.region, config.account),
            resources: (type) => this.world.list(type).filter(({ scope }) => scope === this.scope(type, request.args)),
        });
    }

    protected scope(type: string, properties: PropertyMap): string {
        return awsModel(type).global ? "" : (stringAt(properties, "region") ?? this.#configured().region);
    }

    protected identify(subject: Subject): string {
        return awsModel(subject.type).id(this.#context(subject));
    }

    protected describe(subject: Subject, id: string): PropertyMap {
        const model = awsModel(subject.type);
        const context = this.#context(subject);
        const { __defaults, ...inputs } = subject.inputs;
        return {
            ...(!model.global && { region: context.region }),
            ...model.defaults?.(context),
            ...inputs,
            ...model.computed?.(context, id),
            ...(model.tagged && { tagsAll: { ...this.#configured().defaultTags, ...mapAt(inputs, "tags") } }),
        };
    }

    protected override refuseCreate(subject: Subject, id: string): void {
        const model = awsModel(subject.type);
        const context = this.#context(subject);
        const peers = this.world.list(subject.type).filter((peer) => peer.scope === subject.scope);
        const outputs = this.describe(subject, id);
        const rival = peers.find((peer) => sameIdentity(model, peer.outputs, outputs));
        if (rival ?? this.world.find(subject.type, id, subject.scope)) {
            throw alreadyExists(`${model.unique?.error ?? "AlreadyExists"}: ${subject.type} ${id}`);
        }
        const refusal = model.refuseCreate?.(
            context,
            peers.map((peer) => peer.outputs),
        );
        if (refusal) throw new ProviderError(refusal);
    }

    protected override refuseUpdate(subject: Subject, stored: StoredResource): void {
        const refusal = awsModel(subject.type).refuseUpdate?.(this.#context(subject), stored.outputs);
        if (refusal) throw new ProviderError(refusal);
    }

    protected override refuseDelete(stored: StoredResource): void {
        const model = awsModel(stored.type);
        if (model.deletionProtection && stored.outputs[model.deletionProtection] === true) {
            throw new ProviderError(
                `InvalidRequestException: ${stored.type} ${stored.id} has deletion protection (${model.deletionProtection}). Turn it off first.`,
            );
        }
        if (!model.inUse) return;
        const user = this.world.list().find((other) => other.scope === stored.scope && uses(other, stored));
        if (user) throw new ProviderError(`${model.inUse}: ${stored.id} is still used by ${user.type} ${user.id}`);
    }

    #configured(): AwsConfig {
        if (!this.#config) throw new ProviderError("the AWS provider is not configured");
        return this.#config;
    }

    #context({ inputs, name, identity }: Subject): AwsContext {
        const config = this.#configured();
        const region = stringAt(inputs, "region") ?? config.region;
        const here = place(region, config.account);
        return {
            ...here,
            name,
            inputs,
            identity,
            arn: (service, resource) => `arn:${here.partition}:${service}:${region}:${here.account}:${resource}`,
            globalArn: (service, resource) => `arn:${here.partition}:${service}::${here.account}:${resource}`,
            text: (input, fallback = "") => {
                const value = reveal(inputs[input]);
                if (typeof value === "string") return value;
                return typeof value === "number" || typeof value === "boolean" ? String(value) : fallback;
            },
            lookup: (type, id) => this.lookup(type, id, this.scope(type, inputs)),
        };
    }
}

function missing(model: AwsModel, inputs: PropertyMap): CheckFailure[] {
    return (model.required ?? [])
        .filter((property) => !isPresent(inputs, property))
        .map((property) => ({ property, reason: `missing required property '${property}'` }));
}

function malformed(model: AwsModel, inputs: PropertyMap): CheckFailure[] {
    return (model.json ?? []).flatMap((property) => {
        const text = reveal(inputs[property]);
        if (typeof text !== "string" || text === "" || isJson(text)) return [];
        return [{ property, reason: `'${property}' contains invalid JSON` }];
    });
}

function isJson(text: string): boolean {
    try {
        JSON.parse(text);
        return true;
    } catch {
        return false;
    }
}

/** Two resources cannot bear one name at a time, so a replacement that keeps the name must wait for the deletion. */
function keepsName(model: AwsModel, olds: PropertyMap, news: PropertyMap): boolean {
    return model.unique !== undefined && sameIdentity(model, olds, news);
}

function sameIdentity(model: AwsModel, one: PropertyMap, other: PropertyMap): boolean {
    const by = model.unique?.by ?? [];
    return by.length > 0 && by.every((property) => (reveal(one[property]) ?? "") === (reveal(other[property]) ?? ""));
}

function uses(user: StoredResource, used: StoredResource): boolean {
    const references = awsModels[user.type]?.uses ?? {};
    return Object.entries(references).some(
        ([path, type]) => type === used.type && valuesAt(user.inputs, path).includes(used.id),
    );
}

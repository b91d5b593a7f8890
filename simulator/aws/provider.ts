import { version } from "@pulumi/aws/package.json";
import { differences } from "../../core/engine/diff";
import { alreadyExists, ProviderError } from "../../core/engine/errors";
import type {
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    DiffRequest,
    DiffResult,
    InvokeRequest,
    PropertyDifference,
} from "../../core/engine/provider";
import { isMap, mapAt, type PropertyMap, reveal, stringAt, UNKNOWN } from "../../core/engine/values";
import { AWS_SETS } from "../../core/facts/aws/sets";
import type { Identity } from "../../core/identity";
import { autoname } from "../resource/autoname";
import { isPresent } from "../resource/properties";
import { type Replacement, type Subject, WorldProvider } from "../resource/provider";
import type { StoredResource, World } from "../world/world";
import { type AwsType, awsType } from "./aws-type";
import type { AwsContext } from "./behaviour";
import { behaviourOf } from "./behaviours";
import { awsFunction } from "./functions";
import { type GivenResource, stored } from "./given";
import { inUse, keepsName, nameTaken, sameIdentity, uses } from "./holders";
import { LAUNCHED_NODES } from "./launched-nodes";
import { type AwsConfig, accountOf, awsConfig, place } from "./place";
import { inputFailures } from "./validation";

/** The simulated AWS: resources by the catalog and `behaviours/`, functions by those in `functions/`. */
export class AwsProvider extends WorldProvider {
    readonly package = "aws";
    private config: AwsConfig | undefined;

    /** @param given what exists in every region without having been made */
    constructor(
        world: World,
        private readonly given: readonly GivenResource[] = [],
    ) {
        super(version, world);
    }

    configure(request: ConfigureRequest): void {
        this.config = awsConfig(request.args, accountOf(this.world));
    }

    protected inspect(request: CheckRequest, identity: Identity): CheckResult {
        const { autoname: property, autonamePrefix = "" } = awsType(request.type);
        if (property === undefined) {
            return { inputs: request.news, failures: inputFailures(request.type, request.news) };
        }
        const prefix = `${autonamePrefix}${request.name}`;
        const inputs = autoname(request, request.news, { property, prefix, identity });
        // A name that was generated once stays, whatever names were like then.
        const isKept = inputs !== request.news && inputs[property] === request.olds?.[property];
        const judged = isKept ? { ...inputs, [property]: UNKNOWN } : inputs;
        return { inputs, failures: inputFailures(request.type, judged) };
    }

    protected compare(request: DiffRequest): DiffResult {
        const model = awsType(request.type);
        const { oldInputs, news } = request;
        const { replaces, replacesOnRemoval = [] } = model.catalog;
        const removed = replacesOnRemoval.filter((path) => isPresent(oldInputs, path) && !isPresent(news, path));
        const immutable = [...replaces, ...removed, "region"];
        return {
            differences: [...differences(oldInputs, news, immutable, AWS_SETS), ...this.tagDifferences(model, request)],
            deleteBeforeReplace: keepsName(model, oldInputs, news),
        };
    }

    /** The provider's own tags belong to every resource: where they change, so does the resource, whatever its inputs say. */
    private tagDifferences(
        model: AwsType,
        { oldInputs, oldOutputs, news }: DiffRequest,
    ): readonly PropertyDifference[] {
        if (!model.isTagged || !isMap(oldOutputs.tagsAll)) {
            return [];
        }
        const before = withoutKeys(oldOutputs.tagsAll, mapAt(oldInputs, "tags"));
        const after = withoutKeys(this.configured().defaultTags, mapAt(news, "tags"));
        return differences({ tagsAll: before }, { tagsAll: after }, []);
    }

    invoke(request: InvokeRequest): PropertyMap {
        const config = this.configured();
        return awsFunction(request.token)(request.args, {
            ...place(stringAt(request.args, "region") ?? config.region, config.account),
            resources: (type) => [
                ...this.world.list(type).filter(({ scope }) => scope === this.scope(type, request.args)),
                ...this.given.filter((resource) => resource.type === type).map(stored),
            ],
        });
    }

    protected scope(type: string, properties: PropertyMap): string {
        return awsType(type).isGlobal ? "" : (stringAt(properties, "region") ?? this.configured().region);
    }

    protected identify(subject: Subject): string {
        return awsType(subject.type).id(this.context(subject));
    }

    protected describe(subject: Subject, id: string, current?: StoredResource): PropertyMap {
        const model = awsType(subject.type);
        const context = this.context(subject);
        const { __defaults, ...inputs } = subject.inputs;
        return {
            ...model.fill(context, id),
            ...(!model.isGlobal && { region: context.region }),
            ...model.defaults?.(context),
            ...inputs,
            ...model.computed?.(context, id, current),
            ...(model.isTagged && { tagsAll: { ...this.configured().defaultTags, ...mapAt(inputs, "tags") } }),
        };
    }

    protected override refuseCreate(subject: Subject, id: string): void {
        const model = awsType(subject.type);
        const peers = subject.cloud
            .list(subject.type)
            .filter((peer) => peer.scope === subject.scope && !this.makesWay(subject, peer));
        const outputs = this.describe(subject, id);
        const isRival = (peer: StoredResource) => peer.id === id || sameIdentity(model, peer.outputs, outputs);
        const rival = model.overwrites ? undefined : peers.find(isRival);
        if (rival) {
            throw alreadyExists(nameTaken(model, rival, this.isLeftover(subject.urn, rival)));
        }
        const refusal = model.refuseCreate?.(
            this.context(subject),
            peers.map((peer) => peer.outputs),
        );
        if (refusal) {
            throw new ProviderError(refusal);
        }
    }

    protected override refuseUpdate(subject: Subject, stored: StoredResource): void {
        const refusal = awsType(subject.type).refuseUpdate?.(this.context(subject), stored.outputs);
        if (refusal) {
            throw new ProviderError(refusal);
        }
    }

    protected override refuseDelete(stored: StoredResource): void {
        this.refuseProtected(stored);
        const refusal = awsType(stored.type).refuseDelete?.(stored.outputs);
        if (refusal) {
            throw new ProviderError(refusal);
        }
        const user = this.usersOf(stored)[0];
        if (user) {
            throw new ProviderError(`${inUse(stored)}: ${stored.id} is still used by ${user.type} ${user.id}`);
        }
    }

    protected override refuseReplace(_: Subject, stored: StoredResource, { deleteBeforeReplace }: Replacement): void {
        this.refuseProtected(stored);
        // Otherwise what uses it can move to the new one first.
        if (!deleteBeforeReplace) {
            return;
        }
        const user = this.usersOf(stored).find((other) => !this.isReplaced(other));
        if (!user) {
            return;
        }
        throw new ProviderError(
            `${inUse(stored)}: ${stored.type} ${stored.id} cannot be replaced: the old one would have to go first, and ${user.type} ${user.id} uses it.\n` +
                "Next step: take the change back, or make the new one under another name.",
        );
    }

    protected override afterDelete(deleted: StoredResource): void {
        for (const other of this.world.list()) {
            const { takenBy } = behaviourOf(other.type) ?? {};
            if (takenBy?.type !== deleted.type || other.scope !== deleted.scope) {
                continue;
            }
            const isTaken = Object.entries(takenBy.where).every(
                ([own, its]) => reveal(other.outputs[own]) === reveal(deleted.outputs[its]),
            );
            if (!isTaken) {
                continue;
            }
            this.world.remove(other);
            this.afterDelete(other);
        }
    }

    private refuseProtected({ type, id, outputs }: StoredResource): void {
        const { deletionProtection } = awsType(type);
        if (!deletionProtection || outputs[deletionProtection] !== true) {
            return;
        }
        throw new ProviderError(
            `InvalidRequestException: ${type} ${id} has deletion protection (${deletionProtection}). Turn it off first.`,
        );
    }

    private usersOf(stored: StoredResource): readonly StoredResource[] {
        if (inUse(stored) === undefined) {
            return [];
        }
        const isNear = ({ scope, type }: StoredResource) => scope === stored.scope || LAUNCHED_NODES.has(type);
        return this.world.list().filter((other) => isNear(other) && uses(other, stored));
    }

    private configured(): AwsConfig {
        if (!this.config) {
            throw new ProviderError("the AWS provider is not configured");
        }
        return this.config;
    }

    private context({ inputs, name, identity, cloud }: Subject): AwsContext {
        const config = this.configured();
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
                if (typeof value === "string") {
                    return value;
                }
                return typeof value === "number" || typeof value === "boolean" ? String(value) : fallback;
            },
            lookup: (type, id) =>
                (
                    cloud.find(type, id, this.scope(type, inputs)) ??
                    this.given.find((one) => one.type === type && one.id === id)
                )?.outputs,
        };
    }
}

function withoutKeys(properties: PropertyMap, keys: PropertyMap): PropertyMap {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => !Object.hasOwn(keys, key)));
}

import type { EngineHost } from "./engine-host";
import type { PropertyMap } from "./values";

type Awaitable<T> = T | Promise<T>;

/** What every request about a resource says of it. */
interface ResourceRequest {
    readonly urn: string;
    /** The type token, for example `aws:ec2/vpc:Vpc`. */
    readonly type: string;
    /** The logical name: the last part of the URN. */
    readonly name: string;
}

/** Asked once for each provider resource, before any resource of it. */
export interface ConfigureRequest {
    /** The provider's own inputs after `checkConfig`, for example `region` or `kubeconfig`. */
    readonly args: PropertyMap;
    /** URN of the provider resource, where the engine says it. */
    readonly urn: string | undefined;
}

/** Asks whether inputs can be meant. */
export interface CheckRequest extends ResourceRequest {
    /** The inputs of the last update; undefined for a resource that does not exist yet. */
    readonly olds: PropertyMap | undefined;
    /** The inputs as the program gives them. */
    readonly news: PropertyMap;
    /** Bytes from which random names are drawn, so that a planned update repeats the preview's names. */
    readonly randomSeed: Uint8Array;
}

/** An input that cannot be meant. */
export interface CheckFailure {
    /** Name or path of the input. */
    readonly property: string;
    /** What is wrong, as the user reads it. */
    readonly reason: string;
}

/** The answer to a check. */
export interface CheckResult {
    /** The inputs with defaults filled in. */
    readonly inputs: PropertyMap;
    /** @default none: the inputs are taken */
    readonly failures?: readonly CheckFailure[];
}

/** Asks what a change of inputs does to a resource. */
export interface DiffRequest extends ResourceRequest {
    /** The id that the provider gave the resource. */
    readonly id: string;
    /** The inputs of the last update, checked. */
    readonly oldInputs: PropertyMap;
    /** The properties that state has. */
    readonly oldOutputs: PropertyMap;
    /** The new inputs, checked. */
    readonly news: PropertyMap;
    /** Property paths whose changes the program asked to ignore. */
    readonly ignoreChanges: readonly string[];
}

/** What a change does to a property. */
export type DiffKind = "add" | "delete" | "update";

/** One property that differs. */
export interface PropertyDifference {
    /** As the engine writes paths: `spec.containers[0].image`. */
    readonly path: string;
    readonly kind: DiffKind;
    /** Whether this change alone calls for a new resource. */
    readonly replace: boolean;
}

/** The answer to a diff. */
export interface DiffResult {
    /** Empty when nothing changed. */
    readonly differences: readonly PropertyDifference[];
    /** Whether the old resource must go before its replacement can be made, for example because both bear one name. */
    readonly deleteBeforeReplace?: boolean;
}

/** Asks to make a resource, or, in a preview, what it will be. */
export interface CreateRequest extends ResourceRequest {
    /** The inputs, checked. */
    readonly inputs: PropertyMap;
    /** Whether nothing may be made yet. */
    readonly preview: boolean;
    /** The `customTimeouts` of the resource; 0 when it sets none. */
    readonly timeoutSeconds: number;
}

/** A resource that was made. */
export interface CreateResult {
    /** By which the provider finds it again; empty in a preview that does not know it yet. */
    readonly id: string;
    /** All its properties, the inputs among them. */
    readonly outputs: PropertyMap;
}

/** Asks what has become of a resource: a refresh or an import. */
export interface ReadRequest extends ResourceRequest {
    /** The id in state, or that of an import. */
    readonly id: string;
    /** What state says; undefined for an import. */
    readonly oldInputs: PropertyMap | undefined;
    /** The properties that state has; undefined for an import. */
    readonly oldOutputs: PropertyMap | undefined;
}

/** A resource as it is. */
export interface ReadResult {
    readonly id: string;
    /** The inputs that would make it so: their difference to those of state is drift. */
    readonly inputs: PropertyMap;
    /** All its properties. */
    readonly outputs: PropertyMap;
}

/** Asks to change a resource in place, or, in a preview, what it will be. */
export interface UpdateRequest extends ResourceRequest {
    readonly id: string;
    /** The inputs of the last update. */
    readonly oldInputs: PropertyMap;
    /** The properties that state has. */
    readonly oldOutputs: PropertyMap;
    /** The new inputs, checked. */
    readonly inputs: PropertyMap;
    /** Whether nothing may be changed yet. */
    readonly preview: boolean;
    /** The `customTimeouts` of the resource; 0 when it sets none. */
    readonly timeoutSeconds: number;
}

/** Asks to delete a resource. */
export interface DeleteRequest extends ResourceRequest {
    readonly id: string;
    /** The inputs of the last update. */
    readonly oldInputs: PropertyMap;
    /** The properties that state has. */
    readonly oldOutputs: PropertyMap;
    /** The `customTimeouts` of the resource; 0 when it sets none. */
    readonly timeoutSeconds: number;
}

/** Calls a function of the package. */
export interface InvokeRequest {
    /** The function token, for example `aws:index/getRegion:getRegion`. */
    readonly token: string;
    readonly args: PropertyMap;
}

/** Calls a method of a component, which is in the arguments as `__self__`. */
export interface CallRequest extends InvokeRequest {
    readonly preview: boolean;
}

/** Asks to register a component that runs in the provider, with its children. */
export interface ConstructRequest {
    /** The component's type token, for example `eks:index:Cluster`. */
    readonly type: string;
    readonly name: string;
    /** URN of the parent, empty for none. */
    readonly parent: string;
    readonly inputs: PropertyMap;
    /** Package name to provider reference (`urn::id`). */
    readonly providers: ReadonlyMap<string, string>;
    /** URNs that the component depends on as a whole. */
    readonly dependencies: readonly string[];
    /** Input name to the URNs it depends on. */
    readonly inputDependencies: ReadonlyMap<string, readonly string[]>;
    readonly preview: boolean;
    /** Where the engine takes registrations. */
    readonly monitorEndpoint: string;
    /** Options of the component that its registration repeats. */
    readonly options: ConstructOptions;
}

/** Resource options of the component that its registration passes on. */
export interface ConstructOptions {
    /** Undefined where the program does not say. */
    readonly protect: boolean | undefined;
    /** Undefined where the program does not say. */
    readonly retainOnDelete: boolean | undefined;
    /** URN of the resource whose deletion takes this one along; empty for none. */
    readonly deletedWith: string;
    /** Property paths whose changes are ignored. */
    readonly ignoreChanges: readonly string[];
    /** Property paths whose changes call for a new resource. */
    readonly replaceOnChanges: readonly string[];
    /** Names of outputs that are secret whatever the provider says. */
    readonly additionalSecretOutputs: readonly string[];
}

/** A component that was registered. */
export interface ConstructResult {
    readonly urn: string;
    /** What the program gets from it. */
    readonly outputs: PropertyMap;
}

/**
 * One configured instance of a provider, free of the wire protocol. The engine opens one connection per provider
 * resource, and the server makes one implementation per connection: its fields may hold that provider's configuration.
 *
 * Refuse by throwing {@link import("./errors").ProviderError}; a resource that exists but is not well is
 * {@link import("./errors").PartialFailure}. Without `checkConfig` any configuration is taken, without
 * `diffConfig` every change of it is an update in place; other optional methods are answered with UNIMPLEMENTED.
 */
export interface ProviderImplementation {
    /** The package name, for example `aws`. */
    readonly package: string;
    /** The version that the engine is told: the installed SDK's, else it warns about a mismatch. */
    readonly version: string;

    /** Checks the provider's own inputs. */
    checkConfig?(request: CheckRequest): Awaitable<CheckResult>;
    /** What a change of the provider's own inputs does; a replacement replaces all its resources. */
    diffConfig?(request: DiffRequest): Awaitable<DiffResult>;
    /** Takes the provider's own inputs, before any resource. */
    configure(request: ConfigureRequest): Awaitable<void>;

    /** Fills in defaults and names what cannot be meant. */
    check(request: CheckRequest): Awaitable<CheckResult>;
    /** What a change of inputs does to a resource. */
    diff(request: DiffRequest): Awaitable<DiffResult>;
    /** Makes a resource, unless a preview asks. */
    create(request: CreateRequest): Awaitable<CreateResult>;
    /** Undefined when the resource does not exist any more. */
    read(request: ReadRequest): Awaitable<ReadResult | undefined>;
    /** Changes a resource in place, unless a preview asks. Gives all its properties. */
    update(request: UpdateRequest): Awaitable<PropertyMap>;
    /** Deletes a resource; one that is gone already is a success. */
    delete(request: DeleteRequest): Awaitable<void>;

    /** Answers a function of the package. */
    invoke?(request: InvokeRequest): Awaitable<PropertyMap>;
    /** Answers a method of a component. */
    call?(request: CallRequest): Awaitable<PropertyMap>;
    /** Registers a component that runs in the provider. */
    construct?(request: ConstructRequest): Awaitable<ConstructResult>;

    /** The engine was interrupted: stop waiting and fail what is under way. */
    cancel?(): void;
}

/** Makes the implementation for a new connection, which may tell the engine at its other end what it waits for. */
export type ProviderFactory = (engine: EngineHost) => ProviderImplementation;

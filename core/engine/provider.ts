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

export interface ConfigureRequest {
    /** The provider's own inputs after `checkConfig`, for example `region` or `kubeconfig`. */
    readonly args: PropertyMap;
    /** URN of the provider resource, where the engine says it. */
    readonly urn: string | undefined;
}

export interface CheckRequest extends ResourceRequest {
    /** The inputs of the last update; undefined for a resource that does not exist yet. */
    readonly olds: PropertyMap | undefined;
    readonly news: PropertyMap;
    /** Bytes from which random names are drawn, so that a planned update repeats the preview's names. */
    readonly randomSeed: Uint8Array;
}

export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

export interface CheckResult {
    /** The inputs with defaults filled in. */
    readonly inputs: PropertyMap;
    readonly failures?: readonly CheckFailure[];
}

export interface DiffRequest extends ResourceRequest {
    readonly id: string;
    readonly oldInputs: PropertyMap;
    readonly oldOutputs: PropertyMap;
    readonly news: PropertyMap;
    /** Property paths whose changes the program asked to ignore. */
    readonly ignoreChanges: readonly string[];
}

export type DiffKind = "add" | "delete" | "update";

export interface PropertyDifference {
    readonly path: string;
    readonly kind: DiffKind;
    /** Whether this change alone calls for a new resource. */
    readonly replace: boolean;
}

export interface DiffResult {
    /** Empty when nothing changed. */
    readonly differences: readonly PropertyDifference[];
    /** Whether the old resource must go before its replacement can be made, for example because both bear one name. */
    readonly deleteBeforeReplace?: boolean;
}

export interface CreateRequest extends ResourceRequest {
    readonly inputs: PropertyMap;
    readonly preview: boolean;
    /** The `customTimeouts` of the resource; 0 when it sets none. */
    readonly timeoutSeconds: number;
}

export interface CreateResult {
    readonly id: string;
    readonly outputs: PropertyMap;
}

export interface ReadRequest extends ResourceRequest {
    readonly id: string;
    /** What state says; undefined for an import. */
    readonly oldInputs: PropertyMap | undefined;
    readonly oldOutputs: PropertyMap | undefined;
}

export interface ReadResult {
    readonly id: string;
    readonly inputs: PropertyMap;
    readonly outputs: PropertyMap;
}

export interface UpdateRequest extends ResourceRequest {
    readonly id: string;
    readonly oldInputs: PropertyMap;
    readonly oldOutputs: PropertyMap;
    readonly inputs: PropertyMap;
    readonly preview: boolean;
    readonly timeoutSeconds: number;
}

export interface DeleteRequest extends ResourceRequest {
    readonly id: string;
    readonly oldInputs: PropertyMap;
    readonly oldOutputs: PropertyMap;
    readonly timeoutSeconds: number;
}

export interface InvokeRequest {
    /** The function token, for example `aws:index/getRegion:getRegion`. */
    readonly token: string;
    readonly args: PropertyMap;
}

export interface CallRequest extends InvokeRequest {
    readonly preview: boolean;
}

export interface ConstructRequest {
    readonly type: string;
    readonly name: string;
    /** URN of the parent, empty for none. */
    readonly parent: string;
    readonly inputs: PropertyMap;
    /** Package name to provider reference (`urn::id`). */
    readonly providers: ReadonlyMap<string, string>;
    readonly dependencies: readonly string[];
    /** Input name to the URNs it depends on. */
    readonly inputDependencies: ReadonlyMap<string, readonly string[]>;
    readonly preview: boolean;
    readonly monitorEndpoint: string;
    readonly options: ConstructOptions;
}

/** Resource options of the component that its registration passes on. */
export interface ConstructOptions {
    readonly protect: boolean | undefined;
    readonly retainOnDelete: boolean | undefined;
    readonly deletedWith: string;
    readonly ignoreChanges: readonly string[];
    readonly replaceOnChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
}

export interface ConstructResult {
    readonly urn: string;
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

    checkConfig?(request: CheckRequest): Awaitable<CheckResult>;
    diffConfig?(request: DiffRequest): Awaitable<DiffResult>;
    configure(request: ConfigureRequest): Awaitable<void>;

    check(request: CheckRequest): Awaitable<CheckResult>;
    diff(request: DiffRequest): Awaitable<DiffResult>;
    create(request: CreateRequest): Awaitable<CreateResult>;
    /** Undefined when the resource does not exist any more. */
    read(request: ReadRequest): Awaitable<ReadResult | undefined>;
    update(request: UpdateRequest): Awaitable<PropertyMap>;
    delete(request: DeleteRequest): Awaitable<void>;

    invoke?(request: InvokeRequest): Awaitable<PropertyMap>;
    call?(request: CallRequest): Awaitable<PropertyMap>;
    construct?(request: ConstructRequest): Awaitable<ConstructResult>;

    /** The engine was interrupted: stop waiting and fail what is under way. */
    cancel?(): void;
}

/** Makes the implementation for a new connection, which may tell the engine at its other end what it waits for. */
export type ProviderFactory = (engine: EngineHost) => ProviderImplementation;

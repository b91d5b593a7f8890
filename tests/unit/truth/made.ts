import * as pulumi from "@pulumi/pulumi";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { PlatformConfig } from "../../../components/config";
import { Platform } from "../../../components/platform";
import type { ProviderImplementation } from "../../../core/engine/provider";
import { isMap, type PropertyMap, revealMap } from "../../../core/engine/values";
import { decodeProperties, encodeProperties } from "../../../core/engine/wire";
import { RandomProvider } from "../../../providers/random/provider";
import { AwsProvider } from "../../../simulator/aws/provider";
import { constructCluster } from "../../../simulator/eks/cluster";
import type { ChildMonitor, Registered, ResourceOptions } from "../../../simulator/eks/monitor";
import { SimulatedKubernetesProvider } from "../../../simulator/kubernetes/simulated";
import { World } from "../../../simulator/world/world";
import { ignoreTransforms } from "../../transforms";

/** A resource or component as it stands after an update. */
export interface Made {
    readonly urn: string;
    /** Type token. */
    readonly type: string;
    /** Logical name. */
    readonly name: string;
    /** Empty for a component. */
    readonly id: string;
    /** URN of the parent; empty for none. */
    readonly parent: string;
    /** What the program says of it. */
    readonly inputs: PropertyMap;
    /** All properties, the inputs among them, without marks of secrets. */
    readonly outputs: PropertyMap;
    /** URNs of what it depends on, by its options or its inputs. */
    readonly dependencies: readonly string[];
    /** URN of its provider; empty for a component. */
    readonly provider: string;
}

/** What an update of a configuration makes in AWS and Kubernetes. */
export interface MadeStack {
    /** In the order in which it was made. */
    readonly resources: readonly Made[];
    readonly world: World;
}

/**
 * Makes a configuration's platform on the simulated clouds, without the engine: the program, the SDK, the providers and the children of
 * remote components are those of `up`; order comes from the program's own waiting.
 */
export async function make(config: PlatformConfig): Promise<MadeStack> {
    const world = new World();
    const clouds = new Clouds(world);
    await pulumi.runtime.setMocks(
        {
            newResource: () => {
                throw new Error("Every registration goes to the simulated clouds.");
            },
            call: ({ token, inputs, provider }) => clouds.invoke(token, inputs, provider),
        },
        "eks-platform",
        "test",
    );
    ignoreTransforms();
    const monitor: unknown = pulumi.runtime.getMonitor();
    if (!(monitor instanceof MockMonitor)) {
        throw new Error("There is no stand-in engine to answer for.");
    }
    const refused = new Promise<never>((_, reject) => {
        // The SDK would wait for ever for what depends on a resource that was refused.
        monitor.registerResource = (request, callback) =>
            clouds.register(request).then((made) => callback(null, answer(made)), reject);
    });
    // Warnings are held elsewhere.
    new Platform("platform", { config: { ...config, warnings: [] }, openSession: async () => undefined });
    await Promise.race([pulumi.runtime.disconnect(), refused]);
    return { resources: clouds.made, world };
}

function answer({ urn, id, outputs }: Made): messages.RegisterResourceResponse {
    const response = new messages.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(id);
    response.setObject(encodeProperties(outputs));
    return response;
}

/** What is said of a resource that is to be made. */
interface Registration {
    readonly type: string;
    readonly name: string;
    readonly parent: string;
    readonly inputs: PropertyMap;
    readonly custom: boolean;
    readonly provider: string;
    readonly dependencies: readonly string[];
}

/** The simulated clouds, each behind the providers that the program makes. */
class Clouds {
    readonly made: Made[] = [];
    private readonly providers = new Map<string, ProviderImplementation>();
    /** References of the providers, by package. */
    private readonly latest = new Map<string, string>();

    constructor(private readonly world: World) {}

    async register(request: messages.RegisterResourceRequest): Promise<Made> {
        const dependencies = new Set(request.getDependenciesList());
        request.getPropertydependenciesMap().forEach((one) => {
            for (const urn of one.getUrnsList()) {
                dependencies.add(urn);
            }
        });
        const registration = {
            type: request.getType(),
            name: request.getName(),
            parent: request.getParent(),
            inputs: decodeProperties(request.getObject()),
            custom: request.getCustom(),
            provider: request.getProvider(),
            dependencies: [...dependencies],
        };
        return request.getRemote() ? this.construct(request, registration) : this.put(registration);
    }

    invoke(token: string, args: PropertyMap, reference: string | undefined): Promise<PropertyMap> {
        const provider = this.providerOf(token, reference);
        if (provider.invoke === undefined) {
            throw new Error(`The provider of ${token} has no functions.`);
        }
        return Promise.resolve(provider.invoke({ token, args }));
    }

    async put({ type, name, parent, inputs, custom, provider, dependencies }: Registration): Promise<Made> {
        const urn = urnOf(parent, type, name);
        const made = {
            urn,
            type,
            name,
            parent,
            inputs,
            dependencies,
            provider: provider.split("::").slice(0, -1).join("::"),
        };
        if (!custom) {
            return this.remember({ ...made, id: "", outputs: inputs });
        }
        if (type.startsWith("pulumi:providers:")) {
            await this.configure(`${urn}::${name}`, type, inputs, urn);
            return this.remember({ ...made, id: name, outputs: inputs });
        }
        const cloud = this.providerOf(type, provider);
        const request = { urn, type, name };
        const checked = await cloud.check({ ...request, olds: undefined, news: inputs, randomSeed: new Uint8Array() });
        if (checked.failures?.length) {
            throw new Error(`${urn}: ${checked.failures.map(({ property, reason }) => `${property}: ${reason}`)}`);
        }
        const created = await cloud.create({ ...request, inputs: checked.inputs, preview: false, timeoutSeconds: 0 });
        return this.remember({ ...made, ...created });
    }

    private remember(made: Made): Made {
        this.made.push({ ...made, outputs: revealMap(made.outputs) });
        return made;
    }

    private async configure(reference: string, type: string, inputs: PropertyMap, urn: string): Promise<void> {
        const name = type.split(":")[2] ?? "";
        const provider = this.newProvider(name);
        this.latest.set(name, reference);
        if (provider) {
            await provider.configure({ args: inputs, urn });
            this.providers.set(reference, provider);
        }
    }

    private newProvider(name: string): ProviderImplementation | undefined {
        switch (name) {
            case "aws":
                return new AwsProvider(this.world);
            case "kubernetes":
                return new SimulatedKubernetesProvider(this.world);
            case "random":
                return new RandomProvider(this.world.seed);
            default:
                return undefined;
        }
    }

    private providerOf(token: string, reference: string | undefined): ProviderImplementation {
        const provider = this.providers.get(reference ?? "");
        if (provider === undefined) {
            throw new Error(`${token} is on no provider of the program: ${reference}.`);
        }
        return provider;
    }

    private async construct(
        request: messages.RegisterResourceRequest,
        { type, name, parent, inputs, dependencies }: Registration,
    ): Promise<Made> {
        // The engine hands down those of the parent.
        const providers = new Map(this.latest);
        request.getProvidersMap().forEach((reference, packageName) => {
            providers.set(packageName, reference);
        });
        const inputDependencies = new Map<string, readonly string[]>();
        request.getPropertydependenciesMap().forEach((one, input) => {
            inputDependencies.set(input, one.getUrnsList());
        });
        const monitor: ChildMonitor = {
            root: (of) => this.child(type, name, of, { parent, dependsOn: dependencies }, false),
            component: (kind, title, of, options) => this.child(kind, title, of, options, false),
            resource: (kind, title, of, options) => this.child(kind, title, of, options, true),
            outputs: () => Promise.resolve(),
            invoke: (token, args, provider) => this.invoke(token, args, provider),
            close: () => {},
        };
        const { urn, outputs } = await constructCluster(
            {
                type,
                name,
                parent,
                inputs,
                providers,
                dependencies,
                inputDependencies,
                preview: false,
                monitorEndpoint: "",
                options: {
                    protect: undefined,
                    retainOnDelete: undefined,
                    deletedWith: "",
                    ignoreChanges: [],
                    replaceOnChanges: [],
                    additionalSecretOutputs: [],
                },
            },
            monitor,
        );
        // References to resources are of no use to the program, and the SDK would ask for each of them.
        const plain = Object.entries(outputs).filter(([, value]) => !isMap(value));
        return {
            urn,
            type,
            name,
            parent,
            id: "",
            inputs,
            outputs: Object.fromEntries(plain),
            dependencies,
            provider: "",
        };
    }

    private async child(
        type: string,
        name: string,
        inputs: PropertyMap,
        { parent = "", dependsOn = [], provider = "" }: ResourceOptions,
        custom: boolean,
    ): Promise<Registered> {
        return this.put({ type, name, parent, inputs, custom, provider, dependencies: dependsOn });
    }
}

function urnOf(parent: string, type: string, name: string): string {
    const ancestors = parent === "" ? "" : `${parent.split("::")[2]}$`;
    return `urn:pulumi:test::eks-platform::${ancestors}${type}::${name}`;
}

import { version } from "@pulumi/kubernetes/package.json";
import { parse } from "yaml";
import { alreadyExists, notFound } from "../protocol/errors";
import type {
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    DiffRequest,
    DiffResult,
    InvokeRequest,
} from "../protocol/provider";
import { isMap, listAt, mapAt, type PropertyMap, type PropertyValue, stringAt } from "../protocol/values";
import { differences } from "../resource/diff";
import { type Subject, WorldProvider } from "../resource/provider";
import type { StoredResource, World } from "../world/world";
import { kubernetesFunction } from "./functions";
import { immutableFields } from "./immutable-fields";
import { checkObject } from "./live/check";
import { helmReleaseType, type ObjectType, parseType } from "./live/token";
import { isNamespaced } from "./namespaced";
import { checkRelease, releaseId, releaseImmutable, reportRelease } from "./release";
import { reportObject } from "./report";

const NAMESPACE = "kubernetes:core/v1:Namespace";

/** Namespaces that every cluster has. */
const ownNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** A simulated cluster for every API server that a kubeconfig names. All that is applied becomes ready at once. */
export class SimulatedKubernetesProvider extends WorldProvider {
    readonly package = "kubernetes";
    #server = "";
    #namespace: string | undefined;
    #mutable = { secretMutable: false, configMapMutable: false };

    constructor(world: World) {
        super(version, world);
    }

    configure({ args }: ConfigureRequest): void {
        this.#server = serverOf(stringAt(args, "kubeconfig") ?? "");
        this.#namespace = stringAt(args, "namespace");
        this.#mutable = {
            secretMutable: stringAt(args, "enableSecretMutable") === "true",
            configMapMutable: stringAt(args, "enableConfigMapMutable") === "true",
        };
    }

    check(request: CheckRequest): CheckResult {
        if (request.type === helmReleaseType) return checkRelease(request, this.#namespace, this.world);
        const type = typeOf(request.type, request.news);
        // The name must not depend on the engine's seed, which a preview and the update after it do not share.
        const randomSeed = this.world.identity(request.urn).bytes("autoname", 32);
        return checkObject({ ...request, randomSeed }, type, this.#namespaceFor(type, request.news));
    }

    diff(request: DiffRequest): DiffResult {
        const { oldInputs, news } = request;
        if (request.type === helmReleaseType) {
            return {
                differences: differences(oldInputs, news, releaseImmutable),
                deleteBeforeReplace: releaseId(oldInputs) === releaseId(news),
            };
        }
        const { apiVersion, kind, patch } = typeOf(request.type, news);
        const immutable = immutableFields(
            { apiVersion, kind, immutable: oldInputs.immutable === true },
            { ...this.#mutable, patch },
        );
        return {
            differences: differences(oldInputs, news, immutable),
            deleteBeforeReplace: objectId(oldInputs) === objectId(news),
        };
    }

    invoke(request: InvokeRequest): PropertyMap {
        return kubernetesFunction(request.token)(request.args);
    }

    protected scope(): string {
        return this.#server;
    }

    protected identify({ type, inputs }: Subject): string {
        return type === helmReleaseType ? releaseId(inputs) : objectId(inputs);
    }

    protected describe({ type, inputs, identity }: Subject): PropertyMap {
        if (type === helmReleaseType) return reportRelease(inputs);
        return reportObject(inputs, typeOf(type, inputs).kind, identity);
    }

    protected override refuseCreate({ type, inputs, scope }: Subject, id: string): void {
        const isRelease = type === helmReleaseType;
        const namespace = stringAt(isRelease ? inputs : mapAt(inputs, "metadata"), "namespace");
        const makesNamespace = isRelease && inputs.createNamespace === true;
        if (namespace !== undefined && !makesNamespace && !this.#hasNamespace(namespace)) {
            throw notFound(`namespaces "${namespace}" not found, so ${label(type)} "${id}" cannot be created`);
        }
        if (!this.world.find(type, id, scope)) return;
        if (isRelease) throw alreadyExists(`cannot re-use a name that is still in use: Helm release ${id}`);
        if (!typeOf(type, inputs).patch) throw alreadyExists(`${label(type)} "${id}" already exists`);
    }

    /** A namespace takes everything in it along. */
    protected override afterDelete(deleted: StoredResource): void {
        if (deleted.type !== NAMESPACE) return;
        for (const resource of this.world.list()) {
            if (resource.scope !== deleted.scope || !resource.type.startsWith("kubernetes:")) continue;
            if (resource.id.startsWith(`${deleted.id}/`)) this.world.remove(resource);
        }
    }

    #hasNamespace(name: string): boolean {
        return (
            ownNamespaces.includes(name) ||
            this.world.find(NAMESPACE, name, this.#server) !== undefined ||
            this.world
                .list(helmReleaseType)
                .some(
                    ({ scope, inputs }) =>
                        scope === this.#server && inputs.createNamespace === true && inputs.namespace === name,
                )
        );
    }

    #namespaceFor({ apiVersion, kind }: ObjectType, inputs: PropertyMap): string | undefined {
        const given = stringAt(mapAt(inputs, "metadata"), "namespace");
        return isNamespaced(apiVersion, kind, given) ? (given ?? this.#namespace ?? "default") : undefined;
    }
}

function typeOf(token: string, inputs: PropertyMap): ObjectType {
    return parseType(token, stringAt(inputs, "kind"));
}

/** `namespace/name`, or the name alone outside of namespaces. */
function objectId(inputs: PropertyMap): string {
    const metadata = mapAt(inputs, "metadata");
    const namespace = stringAt(metadata, "namespace");
    const name = stringAt(metadata, "name") ?? "";
    return namespace === undefined ? name : `${namespace}/${name}`;
}

/** `Deployment`, from the type token. */
function label(type: string): string {
    return type.split(":").pop() ?? type;
}

/** The API server of a kubeconfig's contents. A path, or nothing, stands for one cluster of its own. */
function serverOf(kubeconfig: string): string {
    if (!kubeconfig.includes("clusters")) return kubeconfig;
    const parsed = parse(kubeconfig) as PropertyValue;
    const cluster = isMap(parsed) ? listAt(parsed, "clusters")[0] : undefined;
    return (isMap(cluster) && stringAt(mapAt(cluster, "cluster"), "server")) || kubeconfig;
}

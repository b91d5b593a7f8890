import { version } from "@pulumi/kubernetes/package.json";
import { differences } from "../../core/engine/diff";
import { alreadyExists, invalidArgument, notFound, ProviderError } from "../../core/engine/errors";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import type {
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    DiffRequest,
    DiffResult,
    InvokeRequest,
} from "../../core/engine/provider";
import { kindOf } from "../../core/engine/urn";
import { mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { KUBERNETES_NAMESPACES } from "../../core/facts/kubernetes/system-namespaces";
import type { Identity } from "../../core/identity";
import { remedyFor } from "../../providers/kubernetes/advice";
import { checkObject } from "../../providers/kubernetes/check";
import { diffProvider, serverOf } from "../../providers/kubernetes/cluster-identity";
import { RELEASE_IDENTITY } from "../../providers/kubernetes/helm/release";
import { idFrom } from "../../providers/kubernetes/identity";
import { immutableFields } from "../../providers/kubernetes/immutable-fields";
import { type ObjectType, typeOf } from "../../providers/kubernetes/token";
import { type Cloud, type Subject, WorldProvider } from "../resource/provider";
import type { StoredResource, World } from "../world/world";
import { refuseGrowth } from "./claim-growth";
import { neverGone } from "./finalizers";
import { refuseObjectUpdate } from "./forbidden-updates";
import { kubernetesFunction } from "./functions";
import { isNamespaced } from "./namespaced";
import { checkRelease, releaseId, reportRelease } from "./release";
import { reportObject } from "./report";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

/** Namespaces that every cluster has. */
const OWN_NAMESPACES: readonly string[] = ["default", ...KUBERNETES_NAMESPACES];

/** A simulated cluster for every API server that a kubeconfig names. All that is applied becomes ready at once. */
export class SimulatedKubernetesProvider extends WorldProvider {
    readonly package = "kubernetes";
    private server = "";
    private namespace: string | undefined;
    private mutable = { secretMutable: false, configMapMutable: false };

    constructor(world: World) {
        super(version, world);
    }

    diffConfig(request: DiffRequest): DiffResult {
        return diffProvider(request);
    }

    configure({ args }: ConfigureRequest): void {
        this.server = serverOf(args);
        this.namespace = stringAt(args, "namespace");
        this.mutable = {
            secretMutable: stringAt(args, "enableSecretMutable") === "true",
            configMapMutable: stringAt(args, "enableConfigMapMutable") === "true",
        };
    }

    protected inspect(request: CheckRequest, identity: Identity): CheckResult {
        if (request.type === HELM_RELEASE) {
            return checkRelease(request, this.namespace, identity);
        }
        const type = typeOf(request.type, request.news);
        // The name must not depend on the engine's seed, which a preview and the update after it do not share.
        const randomSeed = identity.bytes("autoname", 32);
        return checkObject({ ...request, randomSeed }, type, this.namespaceFor(type, request.news));
    }

    protected compare(request: DiffRequest): DiffResult {
        const { oldInputs, news } = request;
        if (request.type === HELM_RELEASE) {
            return {
                differences: differences(oldInputs, news, RELEASE_IDENTITY),
                deleteBeforeReplace: releaseId(oldInputs) === releaseId(news),
            };
        }
        const { apiVersion, kind, patch } = typeOf(request.type, news);
        const immutable = immutableFields(
            { apiVersion, kind, immutable: oldInputs.immutable === true },
            { ...this.mutable, patch },
        );
        return {
            differences: differences(oldInputs, news, immutable),
            deleteBeforeReplace: idFrom(oldInputs) === idFrom(news),
        };
    }

    invoke(request: InvokeRequest): PropertyMap {
        return kubernetesFunction(request.token)(request.args);
    }

    protected scope(): string {
        return this.server;
    }

    protected identify({ type, inputs }: Subject): string {
        return type === HELM_RELEASE ? releaseId(inputs) : idFrom(inputs);
    }

    protected describe({ type, inputs, identity }: Subject): PropertyMap {
        if (type === HELM_RELEASE) {
            return reportRelease(inputs);
        }
        return reportObject(inputs, typeOf(type, inputs).kind, identity);
    }

    protected override refuseCreate(subject: Subject, id: string): void {
        const { urn, type, inputs, scope, cloud } = subject;
        const isRelease = type === HELM_RELEASE;
        const namespace = stringAt(isRelease ? inputs : mapAt(inputs, "metadata"), "namespace");
        const makesNamespace = isRelease && inputs.createNamespace === true;
        if (namespace !== undefined && !makesNamespace && !this.hasNamespace(namespace, cloud)) {
            throw notFound(`namespaces "${namespace}" not found, so ${kindOf(type)} "${id}" cannot be created`);
        }
        const rival = cloud.find(type, id, scope);
        if (!rival || this.makesWay(subject, rival)) {
            return;
        }
        if (isRelease) {
            throw alreadyExists(
                `cannot re-use a name that is still in use: Helm release ${id}\n${this.wayOut(urn, rival)}`,
            );
        }
        if (typeOf(type, inputs).patch) {
            return;
        }
        throw alreadyExists(`${kindOf(type)} "${id}" already exists\n${this.wayOut(urn, rival)}`);
    }

    protected override refuseUpdate({ type, inputs, cloud }: Subject, stored: StoredResource): void {
        if (type === HELM_RELEASE) {
            return;
        }
        const object = typeOf(type, inputs);
        const refusal = refuseObjectUpdate(object, stored.inputs, inputs);
        const classes = cloud.list(STORAGE_CLASS).filter(({ scope }) => scope === this.server);
        const message = refusal
            ? `${object.kind} "${stored.id}" is invalid: ${refusal}`
            : refuseGrowth(object, stored, inputs, classes);
        if (message !== undefined) {
            const remedy = remedyFor(message);
            throw invalidArgument(remedy === undefined ? message : `${message}. ${remedy}`);
        }
    }

    protected override refuseDelete(stored: StoredResource): void {
        const near = this.world.list().filter(({ scope }) => scope === stored.scope);
        const reason = neverGone(stored, near);
        if (reason !== undefined) {
            throw new ProviderError(
                `timed out waiting for the deletion of ${kindOf(stored.type)} "${stored.id}": it ${reason}`,
            );
        }
    }

    /** A namespace takes everything in it along. */
    protected override afterDelete(deleted: StoredResource): void {
        if (deleted.type !== NAMESPACE) {
            return;
        }
        for (const resource of this.world.list()) {
            if (resource.scope !== deleted.scope || !resource.type.startsWith("kubernetes:")) {
                continue;
            }
            if (resource.id.startsWith(`${deleted.id}/`)) {
                this.world.remove(resource);
            }
        }
    }

    private wayOut(urn: string, rival: StoredResource): string {
        if (this.isLeftover(urn, rival)) {
            return "It was made by a run that was interrupted, from other settings than those of now.\nNext step: run up with the former settings and change them afterwards, or destroy the stack, which removes it.";
        }
        const owner = rival.urn.split("::").pop();
        return `It belongs to ${owner} of this stack, and new objects are made before old ones go.\nNext step: remove ${owner} in an update of its own first, or give the new one another name.`;
    }

    private hasNamespace(name: string, cloud: Cloud): boolean {
        return (
            OWN_NAMESPACES.includes(name) ||
            cloud.find(NAMESPACE, name, this.server) !== undefined ||
            cloud
                .list(HELM_RELEASE)
                .some(
                    ({ scope, inputs }) =>
                        scope === this.server && inputs.createNamespace === true && inputs.namespace === name,
                )
        );
    }

    private namespaceFor({ apiVersion, kind }: ObjectType, inputs: PropertyMap): string | undefined {
        const given = stringAt(mapAt(inputs, "metadata"), "namespace");
        return isNamespaced(apiVersion, kind, given) ? (given ?? this.namespace ?? "default") : undefined;
    }
}

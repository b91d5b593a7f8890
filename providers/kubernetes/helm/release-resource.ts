import { differences } from "../../../core/engine/diff";
import { alreadyExists, PartialFailure, ProviderError } from "../../../core/engine/errors";
import type {
    CheckRequest,
    CheckResult,
    CreateRequest,
    CreateResult,
    DeleteRequest,
    DiffRequest,
    DiffResult,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../../../core/engine/provider";
import { containsUnknown, type PropertyMap, stringAt } from "../../../core/engine/values";
import { apiVersionsOf } from "../../../core/facts/kubernetes/api-versions";
import { madeUpName } from "../check";
import { idOf, parseId } from "../identity";
import type { ProviderContext } from "../object-resource";
import { HelmError } from "./cli";
import { redact } from "./redact";
import {
    localChartDigest,
    RELEASE_IDENTITY,
    releaseTimeout,
    renderFlags,
    unsupportedInputs,
    upgradeFlags,
} from "./release";
import { importedInputs, observedInputs, releaseOutputs } from "./release-properties";
import { isNoRelease, type ReleaseState, releaseState, resourceNames } from "./status";
import { chartArguments, type Helm, withHelm, writeValues } from "./workspace";

/** Resources that are Helm releases, installed by the helm CLI. */
export class ReleaseResource {
    constructor(
        private readonly context: ProviderContext,
        private readonly helmPath: string,
    ) {}

    /** Fills in name, namespace and the digest of a chart on disk. */
    async check(request: CheckRequest): Promise<CheckResult> {
        const { olds, news } = request;
        const inputs: PropertyMap = {
            ...news,
            name: news.name ?? olds?.name ?? madeUpName(request),
            namespace: news.namespace ?? this.context.cluster.defaultNamespace,
        };
        const checksum = containsUnknown(inputs) ? undefined : localChartDigest(inputs);
        if (checksum !== undefined) {
            inputs.checksum = checksum;
        }
        return { inputs, failures: unsupportedInputs(inputs) };
    }

    /** Another name or namespace is another release; all else is an upgrade. */
    async diff({ oldInputs, news }: DiffRequest): Promise<DiffResult> {
        return { differences: differences(oldInputs, news, RELEASE_IDENTITY) };
    }

    /** Installs the chart; a preview renders it. */
    async create(request: CreateRequest): Promise<CreateResult> {
        const { inputs } = request;
        const { name, namespace, id } = release(inputs);
        if (request.preview) {
            return { id, outputs: await this.preview(inputs) };
        }
        await this.context.cluster.reach();
        const outputs = await this.withHelm(inputs, async (helm, folder) => {
            const existing = await releaseState(helm, name, namespace);
            if (existing && !this.context.cluster.settings.upsertExistingObjects) {
                throw alreadyExists(
                    `Release ${id} already exists and is not in this stack's state. ` +
                        `Give the release another name, or import it under its id ${id}.`,
                );
            }
            return this.upgrade(helm, folder, request, existing);
        });
        return { id, outputs };
    }

    /** Upgrades the release; a preview renders the chart. */
    async update(request: UpdateRequest): Promise<PropertyMap> {
        const { inputs } = request;
        const { name, namespace } = release(inputs);
        if (request.preview) {
            return this.preview(inputs);
        }
        await this.context.cluster.reach();
        return this.withHelm(inputs, async (helm, folder) =>
            this.upgrade(helm, folder, request, await releaseState(helm, name, namespace)),
        );
    }

    /** @throws PartialFailure for a release of the state that is not deployed */
    async read({ id, oldInputs }: ReadRequest): Promise<ReadResult | undefined> {
        const { name, namespace = this.context.cluster.defaultNamespace } = parseId(id);
        await this.context.cluster.reach();
        const state = await this.withHelm({}, (helm) => releaseState(helm, name, namespace));
        if (!state || state.status === "uninstalled") {
            return undefined;
        }
        const known = oldInputs && Object.keys(oldInputs).length > 0 ? oldInputs : undefined;
        const inputs = known ? observedInputs(state, known) : importedInputs(state, name, namespace);
        const outputs = releaseOutputs(inputs, state);
        if (known && state.status !== "deployed") {
            const reason = `the release is ${state.status}: ${state.description}`;
            throw new PartialFailure(id, inputs, outputs, [reason]);
        }
        return { id, inputs, outputs };
    }

    /** Uninstalls the release; one that is gone already is a success. */
    async delete({ oldInputs, timeoutSeconds }: DeleteRequest): Promise<void> {
        const { name, namespace } = release(oldInputs);
        await this.context.cluster.reach();
        const timeout = `${releaseTimeout(oldInputs, timeoutSeconds)}s`;
        const arguments_ = [name, "--namespace", namespace, "--wait", "--cascade", "foreground", "--timeout", timeout];
        await this.withHelm(oldInputs, async (helm) => {
            try {
                await helm(["uninstall", ...arguments_]);
            } catch (error) {
                if (!isNoRelease(error)) {
                    throw error;
                }
            }
        });
    }

    private async upgrade(
        helm: Helm,
        folder: string,
        request: CreateRequest | UpdateRequest,
        existing: ReleaseState | undefined,
    ): Promise<PropertyMap> {
        const { inputs } = request;
        const { name, namespace, id } = release(inputs);
        if (existing) {
            await this.recover(helm, inputs, existing);
        }
        const chart = await chartArguments(helm, inputs, folder);
        const timeout = releaseTimeout(inputs, request.timeoutSeconds);
        const flags = [
            ...(await writeValues(inputs, folder)),
            ...renderFlags(inputs),
            ...upgradeFlags(inputs, timeout),
        ];
        this.context.progress(request.urn, `helm upgrade --install ${name}`);
        try {
            await helm(["upgrade", "--install", name, ...chart, "--namespace", namespace, ...flags]);
        } catch (error) {
            const state = await releaseState(helm, name, namespace).catch(() => undefined);
            // Without a revision of its own the attempt left nothing behind, or an atomic one took it back.
            if (!state || state.revision === existing?.revision) {
                throw error;
            }
            const reason = redact((error as Error).message, inputs);
            throw new PartialFailure(id, inputs, releaseOutputs(inputs, state), [`Release ${id}: ${reason}`]);
        }
        const state = await releaseState(helm, name, namespace);
        if (!state) {
            throw new ProviderError(`Release ${id} vanished while it was being installed.`);
        }
        return releaseOutputs(inputs, state);
    }

    /** A run that was killed leaves its release pending, and Helm refuses to touch it: go back to what was before. */
    private async recover(helm: Helm, inputs: PropertyMap, existing: ReleaseState): Promise<void> {
        if (!existing.status.startsWith("pending-")) {
            return;
        }
        const { name, namespace } = release(inputs);
        const first = existing.status === "pending-install" || existing.revision <= 1;
        await helm([first ? "uninstall" : "rollback", name, "--namespace", namespace, "--wait"]);
    }

    /** Renders the chart, so that a missing chart or values that it refuses show in the preview. */
    private async preview(inputs: PropertyMap): Promise<PropertyMap> {
        if (containsUnknown(inputs)) {
            return inputs;
        }
        const { name, namespace } = release(inputs);
        const api = await this.context.cluster.tryReach();
        const server = api ? await api.serverVersion(this.context.signal) : undefined;
        const kubeVersion = server === undefined ? [] : capabilitiesOf(server);
        const manifest = await this.withHelm(inputs, async (helm, folder) => {
            const chart = await chartArguments(helm, inputs, folder);
            const flags = [...(await writeValues(inputs, folder)), ...renderFlags(inputs), ...kubeVersion];
            return helm(["template", name, ...chart, "--namespace", namespace, ...flags]);
        });
        return { ...inputs, resourceNames: resourceNames(manifest, namespace) };
    }

    private async withHelm<T>(inputs: PropertyMap, work: (helm: Helm, folder: string) => Promise<T>): Promise<T> {
        try {
            return await withHelm(this.helmPath, this.context, work);
        } catch (error) {
            if (!(error instanceof HelmError)) {
                throw error;
            }
            throw new ProviderError(`Helm failed: ${redact(error.message, inputs)}`);
        }
    }
}

/** What a chart is told of the cluster, as an install tells it. */
function capabilitiesOf(serverVersion: string): string[] {
    const [minor] = /\d+\.\d+/.exec(serverVersion) ?? [];
    return ["--kube-version", serverVersion, "--api-versions", apiVersionsOf(minor).join(",")];
}

function release(inputs: PropertyMap): { name: string; namespace: string; id: string } {
    const name = stringAt(inputs, "name") ?? "";
    const namespace = stringAt(inputs, "namespace") ?? "default";
    return { name, namespace, id: idOf({ name, namespace }) };
}

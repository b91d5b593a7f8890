import * as aws from "@pulumi/aws/provider";
import * as eksComponents from "@pulumi/eks/provider";
import * as k8s from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random/provider";
import { ownValue } from "../core/own-value";
import { PLATFORM_TYPE } from "../core/platform-type";
import { kubeconfigPath } from "../local/paths";
import { installAddons } from "./addons/install";
import { AdmissionGuard } from "./admission/admission-guard";
import { packConfigOf } from "./admission/pack-config";
import { Backup } from "./backup/backup";
import { APPLY_OPTIONS } from "./cluster/apply-options";
import { managedAddonsOf } from "./cluster/managed-addons";
import type { OpenSession } from "./cluster/session";
import type { EksPlatformConfig, ExistingPlatformConfig, PlatformConfig } from "./config";
import { applicationsOf, namespacesOf } from "./config/workloads";
import { Foundation } from "./foundation";
import { Ingress } from "./ingress/ingress";
import { imagePullSecret } from "./namespaces/image-pull-secret";
import { Namespaces } from "./namespaces/namespaces";
import { OperatorAccess } from "./namespaces/operator-access";
import { withPermissionsBoundary } from "./pipeline/permissions-boundary";
import { type PipelineAccess, pipelineName } from "./pipeline/pipeline-access";
import { pipelineAccess } from "./pipeline/stack-pipeline";
import { Storage } from "./storage/storage";
import { Application } from "./workloads";

/** Arguments of a {@link Platform}. */
export interface PlatformArgs {
    /** The stack's checked configuration. */
    readonly config: PlatformConfig;
    /** The part that the platform ends with: the cluster with its nodes, and nothing that needs its API server. @default all of it */
    readonly until?: "cluster" | undefined;
    /** Opens sessions to the API server, where that is how it is reached. @default one that was opened before */
    readonly openSession?: OpenSession | undefined;
}

/** What a cluster of our own stands on. */
interface EksTarget {
    readonly config: EksPlatformConfig;
    readonly foundation: Foundation;
    readonly pipeline: PipelineAccess | undefined;
    readonly backup: Backup | undefined;
}

/** The providers of everything that is put into the cluster, and the foundation where the cluster is our own. */
interface Target {
    readonly providers: pulumi.ProviderResource[];
    readonly eks: EksTarget | undefined;
}

/**
 * The whole platform of a stack. This is the only place that knows the order of things: cluster, policies, storage, load
 * balancers, namespaces, workloads. A destroy goes the other way, so that what a controller made is gone before the controller.
 */
export class Platform extends pulumi.ComponentResource {
    /** What the stack shows when it is up. */
    readonly outputs: Readonly<Record<string, pulumi.Input<unknown>>>;

    constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
        const { config } = args;
        const boundary = config.kind === "eks" ? config.pipeline?.permissionsBoundary : undefined;
        super(
            PLATFORM_TYPE,
            name,
            // The policies let pass for its time what a teardown says.
            { kind: config.kind, stack: config.stack, ...(config.teardown && { teardown: config.teardown }) },
            boundary === undefined
                ? opts
                : { ...opts, transforms: [withPermissionsBoundary(boundary, pipelineName(`${name}-`))] },
        );
        for (const warning of config.warnings) {
            void pulumi.log.warn(warning, this);
        }
        const target =
            config.kind === "eks" ? newCluster(this, name, config, args.openSession) : givenCluster(this, name, config);
        this.outputs = {
            ...clusterOutputs(config, target.eks),
            ...(args.until === undefined && inCluster(this, name, config, target)),
        };
        this.registerOutputs(this.outputs);
    }
}

/** Everything that is put into the cluster. */
function inCluster(parent: Platform, name: string, config: PlatformConfig, { providers, eks }: Target) {
    const passwords = new random.Provider(`${name}-random`, {}, { parent });
    const after = (...earlier: (pulumi.Resource | undefined)[]) => ({
        parent,
        providers: [...providers, passwords],
        dependsOn: [...(eks?.foundation.ready ?? []), ...earlier.filter((resource) => resource !== undefined)],
    });

    const { exemptNamespaces, policyConfig } = config.admission;
    const admission = config.admission.enabled
        ? new AdmissionGuard(
              `${name}-admission`,
              {
                  packConfig: packConfigOf(config.stack, policyConfig),
                  exemptNamespaces: [...exemptNamespaces, ...agentNamespaces(config)],
              },
              after(),
          )
        : undefined;
    const storage = new Storage(
        `${name}-storage`,
        {
            storage: config.storage,
            hasClasses: config.kind === "existing",
            ...(eks && { aws: eks.foundation }),
        },
        after(admission),
    );
    const ingress = config.ingress.enabled ? new Ingress(`${name}-ingress`, config, after()) : undefined;
    const addons = installAddons({
        name,
        config,
        aws: eks && {
            clusterName: eks.config.cluster.name,
            region: eks.config.region,
            vpcId: eks.foundation.vpcId,
            nodeRoleArn: eks.foundation.nodes.roleArn,
        },
        launched: eks?.foundation.nodes.launched,
        parentOf: ({ section }) => (section === "ingress" && ingress) || parent,
        opts: after(),
    });
    const policies = [...addons].flatMap(([{ phase }, made]) => (phase === "network" ? made : []));
    const namespaces = new Namespaces(
        `${name}-namespaces`,
        { names: namespacesOf(config), settings: config.namespaces, protect: config.protect },
        after(admission, ...policies),
    );
    if (config.kind === "eks" && Object.values(config.cluster.access).some(({ policy }) => policy === "operator")) {
        new OperatorAccess(`${name}-operators`, after());
    }
    const applications = applicationsOf(config).map(({ application, namespace, description }) => {
        const { services } = new Application(
            application,
            {
                namespace,
                description,
                storageClasses: storage.classes,
                retainVolumes: config.protect,
                ingress,
                imagePullSecret: imagePullSecret(ownValue(config.namespaces, namespace)),
            },
            after(storage, ingress, ...[...addons.values()].flat(), namespaces.get(namespace)),
        );
        return services.map((service) => ({ application, namespace, ...service }));
    });

    return { namespaces: namespacesOf(config), services: applications.flat() };
}

/** The namespaces of agents that EKS installs: they need what the guard refuses to workloads. */
function agentNamespaces(config: PlatformConfig): string[] {
    return config.kind === "eks"
        ? [...managedAddonsOf(config).values()].flatMap(({ namespace }) => namespace ?? [])
        : [];
}

function newCluster(
    parent: Platform,
    name: string,
    config: EksPlatformConfig,
    openSession: OpenSession | undefined,
): Target {
    const { allowedAccountIds, region, tags, stack } = config;
    const provider = new aws.Provider(
        `${name}-aws`,
        {
            region,
            ...(allowedAccountIds.length > 0 && { allowedAccountIds: [...allowedAccountIds] }),
            defaultTags: { tags: { ...tags, "eks-platform:stack": stack } },
        },
        { parent },
    );
    const components = new eksComponents.Provider(`${name}-eks`, {}, { parent });
    const pipeline = config.pipeline && pipelineAccess(parent, name, provider, config, config.pipeline);
    const foundation = new Foundation(
        `${name}-foundation`,
        { config, pipeline, openSession },
        { parent, providers: [provider, components] },
    );
    const backup = config.backup.enabled
        ? new Backup(
              `${name}-backup`,
              {
                  backup: config.backup,
                  region,
                  clusterName: config.cluster.name,
                  existingClusterName: foundation.clusterName,
                  fileSystemId: foundation.fileSystemId,
                  protect: config.protect,
              },
              { parent, providers: [provider] },
          )
        : undefined;
    return { providers: [provider, foundation.kubernetes], eks: { config, foundation, pipeline, backup } };
}

function givenCluster(parent: Platform, name: string, { cluster }: ExistingPlatformConfig): Target {
    // The file's path, not its content, which holds credentials and would end up in the state.
    const kubeconfig = cluster.kind === "embedded" ? kubeconfigPath() : cluster.kubeconfig;
    const context = cluster.kind === "embedded" ? undefined : cluster.context;
    const provider = new k8s.Provider(
        `${name}-kubernetes`,
        {
            ...(kubeconfig !== undefined && { kubeconfig }),
            ...(context !== undefined && { context }),
            clusterIdentifier: context ?? cluster.kind,
            ...APPLY_OPTIONS,
        },
        { parent },
    );
    return { providers: [provider], eks: undefined };
}

function clusterOutputs(config: PlatformConfig, eks: EksTarget | undefined): Record<string, pulumi.Input<unknown>> {
    if (config.kind !== "eks") {
        return { clusterKind: config.kind };
    }
    const { cluster, region } = config;
    return {
        clusterKind: config.kind,
        clusterName: cluster.name,
        kubernetesVersion: cluster.version,
        region,
        endpoint: eks?.foundation.endpoint,
        kubeconfigCommand: `aws eks update-kubeconfig --region ${region} --name ${cluster.name}`,
        ...(eks?.backup && {
            backupVault: eks.backup.vaultName,
            restoreRoleArn: eks.backup.restoreRoleArn,
        }),
        ...(eks?.pipeline && {
            previewRoleArn: eks.pipeline.previewRoleArn,
            deployRoleArn: eks.pipeline.deployRoleArn,
        }),
    };
}

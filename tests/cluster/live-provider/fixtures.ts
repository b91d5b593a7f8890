import assert from "node:assert/strict";
import { PartialFailure } from "../../../core/engine/errors";
import type { PropertyMap } from "../../../core/engine/values";
import { LiveStack } from "../live-stack";
import { type TestPlane, usePlane } from "../plane";

export const DEPLOYMENT_TYPE = "kubernetes:apps/v1:Deployment";
export const SERVICE_TYPE = "kubernetes:core/v1:Service";
export const CONFIG_MAP_TYPE = "kubernetes:core/v1:ConfigMap";
export const JOB_TYPE = "kubernetes:batch/v1:Job";
export const SECRET_TYPE = "kubernetes:core/v1:Secret";
export const NAMESPACE_TYPE = "kubernetes:core/v1:Namespace";
export const DEFINITION_TYPE = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

export function configMap(name: string, data: PropertyMap, annotations: PropertyMap = {}): PropertyMap {
    return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default", annotations }, data };
}

export function service(name: string, annotations: PropertyMap = {}): PropertyMap {
    const metadata = { name, namespace: "default", annotations };
    return {
        apiVersion: "v1",
        kind: "Service",
        metadata,
        spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
    };
}

interface DeploymentOptions {
    readonly namespace?: string;
    readonly replicas?: number;
    readonly selector?: PropertyMap;
    readonly pod?: PropertyMap;
    readonly spec?: PropertyMap;
}

/** A Deployment with the kinds of value that servers rewrite: quantities, defaults, empty lists and zero values. */
export function deployment(name: string, options: DeploymentOptions = {}): PropertyMap {
    const { namespace = "default", replicas = 1, selector = { app: name }, pod = {}, spec = {} } = options;
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace, annotations: {} },
        spec: {
            replicas,
            selector: { matchLabels: selector },
            template: {
                metadata: { labels: { app: name, ...selector } },
                spec: {
                    hostNetwork: false,
                    tolerations: [],
                    containers: [
                        {
                            name: "main",
                            image: "registry.k8s.io/pause:3.10",
                            ports: [{ containerPort: 8080 }],
                            env: [{ name: "EMPTY", value: "" }],
                            resources: { requests: { cpu: "0.5", memory: "1024Mi" }, limits: { cpu: "1000m" } },
                        },
                    ],
                    volumes: [{ name: "tmp", emptyDir: { sizeLimit: "0.5Gi" } }],
                    ...pod,
                },
            },
            ...spec,
        },
    };
}

/** The failure of an operation whose object exists. */
export async function partialFailure(work: Promise<unknown>): Promise<PartialFailure> {
    try {
        await work;
    } catch (error) {
        assert.ok(error instanceof PartialFailure, `${error}`);
        return error;
    }
    return assert.fail("it succeeded");
}

/** Gives each test of the surrounding `describe` a stack of its own on one control plane. */
export function useLiveStack(): { readonly plane: () => TestPlane; readonly stack: () => LiveStack } {
    const plane = usePlane();
    let stack: LiveStack | undefined;
    beforeEach(async () => {
        stack = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath });
    });
    return {
        plane,
        stack: () => {
            if (!stack) {
                throw new Error("the stack exists inside tests and hooks only");
            }
            return stack;
        },
    };
}

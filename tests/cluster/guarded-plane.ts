import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "undici";
import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import { readCredentials } from "../../local/credentials";
import { toolchainTools } from "../../local/tools";
import { admissionPolicies } from "../../policies/admission/admission-policies";
import type { PackConfig } from "../../policies/judging/pack-config";
import type { RawResource } from "../../policies/model/resource";
import { eventually, type TestPlane } from "./plane";

/** What the API server says of an object. */
export interface Answer {
    readonly status: number;
    readonly message: string;
    /** The rules that find something, in order; where a policy cannot be evaluated, the first word of its error. */
    readonly rules: readonly string[];
}

const POLICIES = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
const BINDINGS = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";

/** Refuses one object that nobody else creates. Installed last, it tells that all are in force which were installed before. */
const LAST = {
    policy: {
        metadata: { name: "last-of-all" },
        spec: {
            matchConstraints: {
                resourceRules: [
                    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] },
                ],
            },
            validations: [{ expression: "object.metadata.name != 'last-of-all'" }],
        },
    },
    binding: { metadata: { name: "last-of-all" }, spec: { policyName: "last-of-all", validationActions: ["Deny"] } },
    refused: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "last-of-all", namespace: "kube-system" } },
};

/** A control plane on which the admission policies are in force. */
export class GuardedPlane {
    private constructor(
        private readonly plane: TestPlane,
        private readonly token: string,
        private readonly agent: Agent,
    ) {}

    static async connect(plane: TestPlane): Promise<GuardedPlane> {
        const credentials = await readCredentials(plane.directory);
        if (!credentials) {
            throw new Error(`no credentials in ${plane.directory}`);
        }
        const agent = new Agent({ connect: { ca: credentials.authority }, connections: 8 });
        return new GuardedPlane(plane, credentials.tokens.admin, agent);
    }

    /** Installs the policies and waits until they are in force. Each also warns, because a refusal names the first finding alone. */
    async install(packConfig: PackConfig, exemptNamespaces: readonly string[] = []): Promise<void> {
        for (const { policy, binding } of admissionPolicies(packConfig, { exemptNamespaces })) {
            const warning = {
                ...binding,
                metadata: { name: `${binding.metadata.name}-warning` },
                spec: { ...binding.spec, validationActions: ["Warn"] },
            };
            await this.plane.create(POLICIES, policy);
            for (const bound of [binding, warning]) {
                await this.plane.create(BINDINGS, bound);
            }
        }
        await this.plane.create(POLICIES, LAST.policy);
        await this.plane.create(BINDINGS, LAST.binding);
        await eventually("the policies are in force", async () => {
            const { status } = await this.tryCreate({ props: LAST.refused });
            return status === 422 || undefined;
        });
    }

    /** The warnings of Kubernetes' own type checker, which the control plane does not run, once it has looked at every policy. */
    async typeWarnings(): Promise<readonly string[]> {
        const tools = await toolchainTools(() => undefined);
        const checker = spawn(
            tools["kube-controller-manager"],
            [
                `--kubeconfig=${this.plane.cluster.kubeconfigPath}`,
                "--controllers=validatingadmissionpolicy-status-controller",
                "--leader-elect=false",
                "--secure-port=0",
            ],
            { stdio: "ignore" },
        );
        const ended = once(checker, "exit");
        try {
            return await this.writtenWarnings();
        } finally {
            checker.kill("SIGKILL");
            await ended;
        }
    }

    private async writtenWarnings(): Promise<readonly string[]> {
        interface Policies {
            items: {
                metadata: { name: string };
                status?: { observedGeneration?: number; typeChecking?: { expressionWarnings?: { warning: string }[] } };
            }[];
        }
        const checked = await eventually(
            "the policies are checked",
            async () => {
                const { items } = (await this.plane.get<Policies>(POLICIES)) ?? { items: [] };
                return items.every(({ status }) => status?.observedGeneration !== undefined) ? items : undefined;
            },
            200_000,
        );
        return checked.flatMap(({ metadata, status }) =>
            (status?.typeChecking?.expressionWarnings ?? []).map(({ warning }) => `${metadata.name}: ${warning}`),
        );
    }

    /** Asks for an object to be created, without creating it. */
    tryCreate({ props }: Pick<RawResource, "props">): Promise<Answer> {
        return this.send("POST", collectionOf(props), props);
    }

    /** Changes an object, or its subresource, by a merge patch. */
    patch(path: string, change: object): Promise<Answer> {
        return this.send("PATCH", path, change, "application/merge-patch+json", "");
    }

    private async send(
        method: "POST" | "PATCH",
        path: string,
        body: object,
        type = "application/json",
        query = "?dryRun=All&fieldValidation=Strict",
    ): Promise<Answer> {
        const response = await request(new URL(`${path}${query}`, this.plane.cluster.server), {
            method,
            dispatcher: this.agent,
            headers: { authorization: `Bearer ${this.token}`, "content-type": type },
            body: JSON.stringify(body),
        });
        const { message = "" } = (await response.body.json()) as { message?: string };
        const found = [
            ...String(response.headers.warning ?? "").matchAll(/with binding 'eks-platform-[\w-]+': ([^ ]+)/g),
        ];
        const rules = found.map(([, id = ""]) => id.replace(/:$/, ""));
        return { status: response.statusCode, message, rules: [...new Set(rules)].sort() };
    }
}

/** The path of the collection that an object belongs to. */
function collectionOf(object: Readonly<Record<string, unknown>>): string {
    const { apiVersion, kind, metadata } = object as {
        apiVersion: string;
        kind: string;
        metadata: { namespace?: string };
    };
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const name = kind.toLowerCase();
    const plural =
        name === "endpoints"
            ? name
            : name.endsWith("s")
              ? `${name}es`
              : /[^aeiou]y$/.test(name)
                ? `${name.slice(0, -1)}ies`
                : `${name}s`;
    const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [];
    return CLUSTER_SCOPED.has(`${group}/${kind}`)
        ? `${root}/${plural}`
        : `${root}/namespaces/${metadata.namespace ?? "shop"}/${plural}`;
}

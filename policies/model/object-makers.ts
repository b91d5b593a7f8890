import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import { COLLECTIONS } from "./clusters";
import { namespaceOf } from "./identity";
import { textOf } from "./known";
import { accountsIn, mentions, namesIn, secretsMadeFor } from "./made-names";
import { isCalledAfter, MAKERS, type Maker, ownPlace } from "./makers";
import { type IsNear, Places } from "./places";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import type { Match } from "./selector";
import type { Value } from "./value";
import { wildcard } from "./wildcard";

/** What the controller of a custom resource that is not known makes for others to name, whatever it is called. */
const USUALLY_MADE = ["Secret", "ConfigMap"];

/** What is made for the workloads of others by packages and by controllers of guards alone. */
const GUARDS = [
    "networking.k8s.io/NetworkPolicy",
    "policy/PodDisruptionBudget",
    "ResourceQuota",
    "autoscaling/HorizontalPodAutoscaler",
];

/** What makes objects in the cluster besides the stack's own declarations. */
export class ObjectMakers {
    private readonly packages = new Places();
    private readonly guards = new Places();
    private readonly pods = new Places();
    /** Custom resources that make objects called after them. */
    private readonly operands = new Places();
    /** What custom resources call objects, wherever their controllers make them. */
    private readonly named = new Map<string, Resource[]>();
    private readonly accounts = new Set<string>();
    private readonly secrets = new Set<string>();
    private readonly unnamedSecrets = new Set<string | undefined>();

    constructor(subjects: readonly Subject[]) {
        const opened = new Set(
            subjects.flatMap(({ resource: { release, urn } }) => (release && (urn ?? release)) ?? []),
        );
        const parents = new Set(subjects.flatMap(({ resource }) => resource.options.parent ?? []));
        const files = [...new Set(subjects.flatMap(({ resource }) => resource.origin?.file ?? []))];
        for (const { resource } of subjects) {
            this.addSecrets(resource);
            if (resource.type === HELM_RELEASE) {
                this.addRelease(resource, opened);
            } else if (COLLECTIONS.test(resource.type)) {
                // Without any children, what one holds is not known.
                if (resource.urn === undefined || !parents.has(resource.urn)) {
                    this.packages.add(undefined, resource);
                }
            } else if (isCustom(resource)) {
                this.addCustom(resource, files);
            }
        }
    }

    /**
     * What in the stack may make an object of a kind in a namespace that the stack does not tell of: a chart that could not
     * be opened any, a controller what its custom resource is for.
     *
     * @param isNear false for what has nothing to do with the objects in question unless it names their namespace
     */
    mayMake(kind: string, namespace: string, isNear: IsNear): Resource | undefined {
        return (
            this.packages.at(namespace, isNear)[0] ??
            this.guards.at(namespace, isNear).find((maker) => mayGenerate(maker, kind)) ??
            (USUALLY_MADE.includes(kind) ? this.operands.at(namespace, isNear)[0] : undefined) ??
            (kind === "Pod" ? this.pods.at(namespace, isNear)[0] : undefined)
        );
    }

    /** {@link mayMake} for an object that something names. */
    mayMakeNamed(kind: string, namespace: string, name: string, isNear: IsNear): Resource | undefined {
        const owner = GUARDS.includes(kind)
            ? undefined
            : this.ownersIn(namespace, isNear).find((one) => isCalledAfter(name, one));
        return this.mayMake(kind, namespace, isNear) ?? owner ?? this.named.get(name)?.find(isNear);
    }

    /** {@link mayMake} for pods that carry labels of these values. */
    mayMakePods(namespace: string, values: readonly string[], isNear: IsNear): Resource | undefined {
        return (
            this.packages.at(namespace, isNear)[0] ??
            this.ownersIn(namespace, isNear).find((one) =>
                values.some((value) => isCalledAfter(value, one) || mentions(one.props.key("spec"), value)),
            )
        );
    }

    private ownersIn(namespace: string, isNear: IsNear): readonly Resource[] {
        return [...this.operands.at(namespace, isNear), ...this.pods.at(namespace, isNear)];
    }

    /**
     * Whether something makes an object by its name: an ExternalSecret, a Certificate or the like a Secret, and a chart
     * that could not be opened the ServiceAccount that its values ask for.
     */
    makes(kind: string, namespace: string | undefined, name: string): Match {
        return kind === "Secret"
            ? this.makesSecret(namespace, name)
            : kind === "ServiceAccount" && this.accounts.has(`${namespace}/${name}`)
              ? "yes"
              : "no";
    }

    /** Names of the Secrets that are made in a namespace, where they are known. */
    secretNames(namespace: string): readonly string[] {
        const prefix = `${namespace}/`;
        return [...this.secrets].flatMap((secret) => (secret.startsWith(prefix) ? secret.slice(prefix.length) : []));
    }

    private makesSecret(namespace: string | undefined, name: string): Match {
        if (this.secrets.has(`${namespace}/${name}`)) {
            return "yes";
        }
        const mayBe = namespace === undefined ? this.unnamedSecrets.size > 0 : this.unnamedSecrets.has(namespace);
        return mayBe || this.unnamedSecrets.has(undefined) ? "unknown" : "no";
    }

    private addCustom(resource: Resource, files: readonly string[]): void {
        const maker = makerOf(resource);
        if (maker?.folders?.(resource).some((folder) => isRead(folder, files)) === true) {
            return;
        }
        const place = maker?.place === undefined ? ownPlace(resource) : maker.place(resource);
        switch (maker?.makes) {
            case "package":
                this.packages.add(place, resource);
                break;
            case "guards":
                this.guards.add(place, resource);
                break;
            case "pods":
                this.pods.add(place, resource);
                break;
            case undefined:
                this.operands.add(place, resource);
                for (const name of namesIn(resource.props.key("spec"))) {
                    this.named.set(name, [...(this.named.get(name) ?? []), resource]);
                }
        }
    }

    /** A release whose chart was opened holds nothing that is not seen. */
    private addRelease(resource: Resource, opened: ReadonlySet<string>): void {
        const { props, name, urn } = resource;
        const releaseName = props.key("name");
        const own = releaseName.isUnknown ? name : (releaseName.text ?? name);
        if (!opened.has(urn ?? own ?? "")) {
            const stated = props.key("namespace");
            const namespace = stated.isUnknown ? undefined : stated.text || "default";
            this.packages.add(namespace, resource);
            for (const account of accountsIn(props.key("values"))) {
                this.accounts.add(`${namespace}/${account}`);
            }
        }
    }

    private addSecrets(resource: Resource): void {
        const own = namespaceOf(resource);
        for (const name of secretsMadeFor(resource)) {
            if (name === undefined || own === undefined) {
                this.unnamedSecrets.add(own);
            } else {
                this.secrets.add(`${own}/${name}`);
            }
        }
        const connection = isCustom(resource) ? resource.props.at("spec.writeConnectionSecretToRef") : undefined;
        if (connection?.isStated === true) {
            const [name, namespace] = [connection.key("name"), connection.key("namespace")];
            this.secrets.add(`${namespace.isUnknown ? undefined : (namespace.text ?? own)}/${textOf(name)}`);
        }
        if (resource.kind === "ClusterExternalSecret" || resource.group === "trust.cert-manager.io") {
            this.unnamedSecrets.add(undefined);
        }
    }
}

const PATTERNS = MAKERS.map((maker) => ({ maker, patterns: maker.kinds.map((kind) => wildcard(kind)) }));
const known = new Map<string, Maker | undefined>();

function makerOf({ group, kind }: Resource): Maker | undefined {
    const name = `${group}/${kind}`;
    if (!known.has(name)) {
        known.set(name, PATTERNS.find(({ patterns }) => patterns.some((pattern) => pattern.test(name)))?.maker);
    }
    return known.get(name);
}

function isRead(folder: Value, files: readonly string[]): boolean {
    const path = textOf(folder)?.replace(/^\.?\/+|\/+$/g, "") ?? "";
    return path !== "" && files.some((file) => `/${file}`.includes(`/${path}/`));
}

/** A policy of Kyverno makes the kinds that its rules generate; what other controllers make for namespaces is not told. */
function mayGenerate({ group, props }: Resource, kind: string): boolean {
    const rules = props.at("spec.rules");
    return (
        group !== "kyverno.io" ||
        rules.isUnknown ||
        rules.items.some((rule) => {
            const generate = rule.key("generate");
            const kinds = [generate.key("kind"), ...generate.at("cloneList.kinds").items];
            return kinds.some((one) => one.isUnknown || one.text?.split("/").at(-1) === kind.split("/").at(-1));
        })
    );
}

function isCustom({ group, kind }: Resource): boolean {
    return (
        kind !== undefined &&
        group !== undefined &&
        !["", "helm.sh", "extensions"].includes(group) &&
        !BUILT_IN_GROUPS.has(group)
    );
}

import { kindOf, namespaceOf, objectName } from "../model/identity";
import { textOf } from "../model/known";
import { readsNamedConfigMapsAlone } from "../model/rbac";
import type { Resource } from "../model/resource";
import { gatewaysOf, redirectsAlone } from "../model/routes";
import type { RuleContext } from "../model/rule";

/** What rules know of objects of the resource's namespace, by their names. */
export type Trait = "tokenlessAccounts" | "publicRoles" | "redirectingGateways" | "internalProxies";

interface Learned {
    readonly trait: Trait;
    readonly namespace: string | undefined;
    readonly name: string | undefined;
    readonly holds: boolean;
}

const own = (trait: Trait, test: (resource: Resource) => boolean) => (resource: Resource) => [
    { trait, namespace: namespaceOf(resource), name: objectName(resource), holds: test(resource) },
];
const ofRoute = (test: (route: Resource) => boolean) => (route: Resource) =>
    gatewaysOf(route).map((gateway) => ({ trait: "redirectingGateways" as const, ...gateway, holds: test(route) }));

/** The kinds that others are judged by, and what they tell. */
const READERS: ReadonlyMap<string, (resource: Resource) => readonly Learned[]> = new Map([
    [
        "ServiceAccount",
        own("tokenlessAccounts", ({ props }) => props.key("automountServiceAccountToken").unread === false),
    ],
    ["rbac.authorization.k8s.io/Role", own("publicRoles", readsNamedConfigMapsAlone)],
    ["gateway.networking.k8s.io/HTTPRoute", ofRoute(redirectsAlone)],
    ["gateway.networking.k8s.io/GRPCRoute", ofRoute(() => false)],
    [
        "gateway.envoyproxy.io/EnvoyProxy",
        own(
            "internalProxies",
            ({ props }) => textOf(props.at("spec.provider.kubernetes.envoyService.type")) === "ClusterIP",
        ),
    ],
]);

/** Whether other objects are judged by those of a kind. */
export function hasTraits(kind: string): boolean {
    return READERS.has(kind);
}

/** Names of objects that have a trait; one that is met without it, in another variant of a file, has it not. */
export class Traits {
    private readonly held = new Map<string, Map<Trait, Set<string>>>();
    private readonly denied = new Set<string>();

    /** @param keyOf tells namespaces of several clusters apart */
    constructor(private readonly keyOf: (resource: Resource, namespace: string) => string) {}

    learn(resource: Resource): void {
        for (const { trait, namespace, name, holds } of READERS.get(kindOf(resource) ?? "")?.(resource) ?? []) {
            if (namespace === undefined || name === undefined) {
                continue;
            }
            const key = this.keyOf(resource, namespace);
            const traits = this.held.get(key) ?? new Map<Trait, Set<string>>();
            const names = traits.get(trait) ?? new Set();
            const denial = `${trait} ${key} ${name}`;
            if (!holds) {
                this.denied.add(denial);
                names.delete(name);
            } else if (!this.denied.has(denial)) {
                names.add(name);
            }
            this.held.set(key, traits.set(trait, names));
        }
    }

    /** What is known of the objects of the resource's namespace. */
    around(resource: Resource): Pick<RuleContext, Trait> {
        const namespace = this.held.size === 0 ? undefined : namespaceOf(resource);
        const traits = namespace === undefined ? undefined : this.held.get(this.keyOf(resource, namespace));
        return Object.fromEntries(traits ?? []);
    }
}

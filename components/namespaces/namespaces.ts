import * as pulumi from "@pulumi/pulumi";
import { ownValue } from "../../core/own-value";
import { defaultNamespace, type NamespaceConfig } from "./namespace-schema";
import { NamespaceSecrets } from "./namespace-secrets";
import { PlatformNamespace } from "./platform-namespace";
import { TeamAccess } from "./team-access";

/** Arguments of {@link Namespaces}. */
export interface NamespacesArgs {
    /** Every namespace of teams and workloads. */
    readonly names: readonly string[];
    /** What the stack says about some of them; the others have the defaults. */
    readonly settings: Readonly<Record<string, NamespaceConfig>>;
    /** Whether Pulumi refuses to delete them. */
    readonly protect: boolean;
}

/** The namespaces of teams and workloads, each closed by default. */
export class Namespaces extends pulumi.ComponentResource {
    private readonly byName: ReadonlyMap<string, PlatformNamespace>;

    constructor(name: string, args: NamespacesArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:namespaces:Namespaces", name, { names: args.names }, opts);
        this.byName = new Map(
            args.names.map((namespace) => {
                const { certificates, registries, ...settings } =
                    ownValue(args.settings, namespace) ?? defaultNamespace();
                const closed = new PlatformNamespace(
                    `${name}-${namespace}`,
                    { namespace, settings, protect: args.protect },
                    { parent: this },
                );
                if (Object.keys({ ...certificates, ...registries }).length > 0) {
                    const secrets = { namespace: closed.namespace, certificates, registries };
                    new NamespaceSecrets(`${name}-${namespace}-secrets`, secrets, { parent: closed });
                }
                if (settings.team) {
                    const team = { namespace: closed.namespace, team: settings.team };
                    new TeamAccess(`${name}-${namespace}-team`, team, { parent: closed });
                }
                return [namespace, closed];
            }),
        );
        this.registerOutputs({});
    }

    /** The component of a namespace, to wait for its limits and policies before anything is put into it. */
    get(namespace: string): PlatformNamespace {
        const found = this.byName.get(namespace);
        if (!found) {
            throw new RangeError(`The platform has no namespace ${namespace}.`);
        }
        return found;
    }
}

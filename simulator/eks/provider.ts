import { version } from "@pulumi/eks/package.json";
import { ProviderError } from "../../core/engine/errors";
import type {
    CallRequest,
    ConstructRequest,
    ConstructResult,
    ProviderImplementation,
} from "../../core/engine/provider";
import { mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { clusterKubeconfig, constructCluster } from "./cluster";
import type { Registered } from "./monitor";

/** The clusters of components constructed so far, by the component's URN. Shared by all connections of a simulator. */
export type ConstructedClusters = Map<string, Registered>;

/** The `eks` package: components that run in the provider, not in the program. */
export class EksProvider implements ProviderImplementation {
    readonly package = "eks";
    readonly version = version;

    constructor(/** Filled by `construct`, read by `call`. */ readonly clusters: ConstructedClusters) {}

    configure(): void {}

    async construct(request: ConstructRequest): Promise<ConstructResult> {
        if (request.type !== "eks:index:Cluster") {
            throw new ProviderError(
                `the simulator does not know the component ${request.type}. Use the resources of @pulumi/aws/eks, or describe it in simulator/eks/.`,
            );
        }
        const { urn, outputs, cluster } = await constructCluster(request);
        this.clusters.set(urn, cluster);
        return { urn, outputs };
    }

    /** `cluster.getKubeconfig({ roleArn, profileName })`. */
    call({ token, args }: CallRequest): PropertyMap {
        if (token !== "eks:index:Cluster/getKubeconfig") {
            throw new ProviderError(`the simulator does not know the method ${token}. Describe it in simulator/eks/.`);
        }
        const urn = stringAt(mapAt(args, "__self__"), "urn") ?? "";
        const cluster = this.clusters.get(urn);
        if (!cluster) {
            throw new ProviderError(`${token}: no cluster ${urn} was constructed`);
        }
        return { result: JSON.stringify(clusterKubeconfig(cluster, args)) };
    }

    check(): never {
        throw onlyComponents();
    }

    diff(): never {
        throw onlyComponents();
    }

    create(): never {
        throw onlyComponents();
    }

    read(): never {
        throw onlyComponents();
    }

    update(): never {
        throw onlyComponents();
    }

    delete(): never {
        throw onlyComponents();
    }
}

function onlyComponents(): ProviderError {
    return new ProviderError("package eks has components only");
}

import type { ReachEdge, ReachEnd } from "../model/reach";
import { type EdgeFacts, edgesOf, type Link } from "./link";

/** So many clients of one server, or servers of one group, of which the same is true, are told as one. */
const FEW = 20;

/** Clients of a server of which the same is true. */
interface Cluster {
    readonly clients: string[];
    readonly facts: readonly EdgeFacts[];
    readonly key: string;
}

/** Gathers edges between workloads, many that say the same as one between groups. */
export class Groups {
    private readonly servers = new Map<string, Map<string, Cluster>>();
    private readonly known = new Map<string, ReachEnd>();
    private readonly names = new Map<string, number>();

    constructor(private readonly workloads: ReadonlyMap<string, ReachEnd>) {}

    /** A group holds the server itself where its pods may reach each other as the others do. */
    add(client: string, server: string, is: Link | undefined, was: Link | undefined, hasBase: boolean): void {
        const key = `${is?.key}\n${was?.key}`;
        const clusters = this.servers.get(server) ?? new Map<string, Cluster>();
        this.servers.set(server, clusters);
        const cluster = clusters.get(key);
        if (cluster === undefined) {
            clusters.set(key, { clients: [client], facts: edgesOf(is, was, hasBase), key });
        } else {
            cluster.clients.push(client);
        }
    }

    edges(): readonly ReachEdge[] {
        const single: ReachEdge[] = [];
        const many = new Map<string, { from: string; facts: readonly EdgeFacts[]; servers: string[] }>();
        for (const [server, clusters] of this.servers) {
            for (const { clients, facts, key } of clusters.values()) {
                if (clients.length <= FEW) {
                    const others = clients.filter((client) => client !== server);
                    single.push(...others.flatMap((from) => facts.map((one) => ({ from, to: server, ...one }))));
                } else {
                    const from = this.groupOf(clients);
                    const same = many.get(`${from}\n${key}`) ?? { from, facts, servers: [] };
                    many.set(`${from}\n${key}`, same);
                    same.servers.push(server);
                }
            }
        }
        return [
            ...single,
            ...[...many.values()].flatMap(({ from, facts, servers }) => {
                const to = servers.length <= FEW ? servers : [this.groupOf(servers)];
                return to.flatMap((server) => facts.map((one) => ({ from, to: server, ...one })));
            }),
        ];
    }

    /** The groups that edges name, once {@link edges} has told them. */
    ends(): readonly ReachEnd[] {
        return [...this.known.values()];
    }

    private groupOf(members: readonly string[]): string {
        const key = members.join("\n");
        const group = this.known.get(key) ?? this.make(members);
        this.known.set(key, group);
        return group.id;
    }

    private make(members: readonly string[]): ReachEnd {
        const namespaces = [...new Set(members.map((id) => this.workloads.get(id)?.namespace ?? "unknown"))];
        const where = namespaces.length === 1 ? `namespace ${namespaces[0]}` : `${namespaces.length} namespaces`;
        const name = `${members.length} workloads of ${where}`;
        const count = (this.names.get(name) ?? 0) + 1;
        this.names.set(name, count);
        const id = count === 1 ? name : `${name} (${count})`;
        return { id, name: id, kind: "group", members: [...members] };
    }
}

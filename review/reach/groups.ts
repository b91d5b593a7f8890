import { isDeepStrictEqual } from "node:util";
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

/** A group that edges name. */
interface Group {
    readonly members: readonly string[];
    readonly end: ReachEnd;
}

/** The clients of a server, by what is true of them. */
interface Server {
    readonly clusters: Map<string, Cluster>;
    /** The same by the links themselves, of which thousands are one object: to compare keys would cost more than all else. */
    readonly byLinks: Map<Link | undefined, Map<Link | undefined, Cluster>>;
}

/** Gathers edges between workloads, many that say the same as one between groups. */
export class Groups {
    private readonly servers = new Map<string, Server>();
    /** By a number that is the same for the same members. */
    private readonly known = new Map<number, Group[]>();
    private readonly numbers = new Map<string, number>();
    private readonly names = new Map<string, number>();

    constructor(private readonly workloads: ReadonlyMap<string, ReachEnd>) {}

    /** A group holds the server itself where its pods may reach each other as the others do. */
    add(client: string, server: string, is: Link | undefined, was: Link | undefined, hasBase: boolean): void {
        const { clusters, byLinks } = this.servers.get(server) ?? this.begin(server);
        const byBase = byLinks.get(is) ?? new Map<Link | undefined, Cluster>();
        byLinks.set(is, byBase);
        const known = byBase.get(was);
        if (known !== undefined) {
            known.clients.push(client);
            return;
        }
        const key = `${is?.key}\n${was?.key}`;
        const cluster = clusters.get(key) ?? { clients: [], facts: edgesOf(is, was, hasBase), key };
        cluster.clients.push(client);
        clusters.set(key, cluster);
        byBase.set(was, cluster);
    }

    private begin(name: string): Server {
        const server: Server = { clusters: new Map(), byLinks: new Map() };
        this.servers.set(name, server);
        return server;
    }

    edges(): readonly ReachEdge[] {
        const single: ReachEdge[] = [];
        const many = new Map<string, { from: string; facts: readonly EdgeFacts[]; servers: string[] }>();
        for (const [server, { clusters }] of this.servers) {
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
        return [...this.known.values()].flat().map(({ end }) => end);
    }

    /** A thousand servers may have a thousand clients each, so that their names are not put together to be compared. */
    private groupOf(members: readonly string[]): string {
        const hash = members.reduce((sum, member) => (31 * sum + this.numberOf(member)) | 0, members.length);
        const alike = this.known.get(hash) ?? [];
        this.known.set(hash, alike);
        const known = alike.find((group) => isDeepStrictEqual(group.members, members));
        if (known !== undefined) {
            return known.end.id;
        }
        const end = this.make(members);
        alike.push({ members, end });
        return end.id;
    }

    private numberOf(member: string): number {
        const number = this.numbers.get(member) ?? this.numbers.size;
        this.numbers.set(member, number);
        return number;
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

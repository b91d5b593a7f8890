import { namespaceOf } from "../model/identity";
import type { Resource } from "../model/resource";
import { wildcard } from "../model/wildcard";

/** Leave for one rule to be broken by some resources until a day. `*` in names and URNs stands for any text. */
export interface Exemption {
    readonly rule: string;
    /** A URN, or the Kubernetes identity of an object. */
    readonly resource: string | ObjectPattern;
    readonly reason: string;
    readonly owner: string;
    /** The last day, as `YYYY-MM-DD`. */
    readonly expires: string;
    readonly ticket?: string;
    /** Line in the file, counted from 1. */
    readonly line: number;
}

/** Parts that are left out match anything. */
export interface ObjectPattern {
    readonly kind: string;
    readonly namespace?: string | undefined;
    readonly name: string;
}

/** An exemption, and how many findings it has kept from being told. */
export interface Exempted {
    readonly exemption: Exemption;
    readonly findings: number;
}

/** The exemptions of one file, and which of them have covered a finding. */
export class Exemptions {
    private readonly used = new Set<Exemption>();
    private readonly kept = new Map<Exemption, number>();
    /** Those whose resource is there. */
    private readonly met = new Set<Exemption>();

    /**
     * @param file as the user named it
     * @param today as `YYYY-MM-DD`
     */
    constructor(
        readonly file: string,
        readonly entries: readonly Exemption[],
        private readonly today: string,
    ) {}

    /**
     * True when an exemption that has not expired lets the resource break the rule.
     *
     * @param findings how many the rule has of the resource. @default none are counted
     */
    covers(rule: string, resource: Resource, findings = 0): boolean {
        const covering = this.entries.filter(
            (entry) => entry.rule === rule && !this.isExpired(entry) && matches(entry, resource),
        );
        for (const entry of covering) {
            this.used.add(entry);
            this.kept.set(entry, (this.kept.get(entry) ?? 0) + findings);
        }
        return covering.length > 0;
    }

    /**
     * Tells of a resource, whatever the rules say of it.
     *
     * @param isClosed whether it is a Helm release whose objects no rule has seen, so that its exemptions may well be needed
     */
    meet(resource: Resource, isClosed: boolean): void {
        for (const entry of this.entries.filter((one) => matches(one, resource))) {
            (isClosed ? this.used : this.met).add(entry);
        }
    }

    /** All of them, with what they have done so far. */
    get exempted(): readonly Exempted[] {
        return this.entries.map((exemption) => ({ exemption, findings: this.kept.get(exemption) ?? 0 }));
    }

    get expired(): readonly Exemption[] {
        return this.entries.filter((entry) => this.isExpired(entry));
    }

    /** Exemptions that are in force and have covered nothing so far. One for every stack of a project waits for a stack that has its resource. */
    get unused(): readonly Exemption[] {
        return this.entries.filter(
            (entry) =>
                !this.isExpired(entry) && !this.used.has(entry) && (this.met.has(entry) || !isForEveryStack(entry)),
        );
    }

    private isExpired({ expires }: Exemption): boolean {
        return expires < this.today;
    }
}

/** How messages call an exemption. */
export function describeExemption({ rule, resource, owner, line }: Exemption, file: string): string {
    const target =
        typeof resource === "string"
            ? resource
            : `${resource.kind} ${resource.namespace === undefined ? "" : `${resource.namespace}/`}${resource.name}`;
    return `${file}:${line}: the exemption of ${target} from ${rule} (owner: ${owner})`;
}

function isForEveryStack({ resource }: Exemption): boolean {
    return typeof resource === "string" && resource.startsWith("urn:pulumi:*::");
}

function matches({ resource: pattern }: Exemption, resource: Resource): boolean {
    if (typeof pattern === "string") {
        return resource.urn !== undefined && wildcard(pattern).test(resource.urn);
    }
    return (
        isLike(pattern.kind, resource.kind) &&
        (pattern.namespace === undefined || isLike(pattern.namespace, namespaceOf(resource))) &&
        isLike(pattern.name, resource.name)
    );
}

function isLike(pattern: string, text: string | undefined): boolean {
    return text !== undefined && wildcard(pattern).test(text);
}

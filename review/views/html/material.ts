import { isObject } from "../../../core/data";
import { kindOf, nameOf, typeOf } from "../../../core/engine/urn";
import { revealed } from "../../../core/faults/visible";
import { groupBy } from "../../../core/group-by";
import { ownValue } from "../../../core/own-value";
import { PLATFORM_TYPE } from "../../../core/platform-type";
import type { Danger } from "../../model/danger";
import type { ReviewFinding } from "../../model/finding";
import type { Review, ReviewResource } from "../../model/review";
import type { ReviewStep } from "../../model/step";

export type Op = ReviewStep["op"];

const ROOTS = new Set(["pulumi:pulumi:Stack", PLATFORM_TYPE]);

/** One resource with all that the review says of it. */
export interface Subject {
    /** Its place in the page's data, by which everything on the page refers to it. */
    readonly index: number;
    readonly urn: string;
    readonly type: string;
    /** What a reader calls the type: Deployment, ec2 Subnet. */
    readonly kind: string;
    /** Name of the object in its cluster, else the logical name. */
    readonly name: string;
    readonly namespace?: string;
    readonly op: Op;
    readonly step?: ReviewStep;
    readonly resource?: ReviewResource;
    readonly parent?: string;
    readonly dangers: readonly Danger[];
    readonly findings: readonly ReviewFinding[];
}

/** A review with its parts by resource, which is what every section of the page asks for. */
export class Material {
    readonly subjects: readonly Subject[];
    private readonly byUrn: ReadonlyMap<string, Subject>;

    constructor(readonly review: Review) {
        const resources = new Map(review.resources.map((resource) => [resource.urn, resource]));
        const steps = new Map(review.steps.map((step) => [step.urn, step]));
        const dangers = groupBy(review.dangers, ({ urn }) => urn);
        const findings = groupBy(review.findings, ({ urn }) => urn ?? "");
        const urns = new Set([...resources.keys(), ...steps.keys(), ...dangers.keys()]);
        this.subjects = [...urns].map((urn, index) => {
            const resource = resources.get(urn);
            const step = steps.get(urn);
            const type = step?.type ?? resource?.type ?? typeOf(urn);
            const parent = step?.parent ?? resource?.parent;
            return {
                index,
                urn,
                type,
                kind: revealed(kindOf(type)),
                ...identityOf(urn, resource),
                op: step?.op ?? "same",
                ...(step && { step }),
                ...(resource && { resource }),
                ...(parent !== undefined && { parent }),
                dangers: dangers.get(urn) ?? [],
                findings: findings.get(urn) ?? [],
            };
        });
        this.byUrn = new Map(this.subjects.map((subject) => [subject.urn, subject]));
    }

    of(urn: string | undefined): Subject | undefined {
        return urn === undefined ? undefined : this.byUrn.get(urn);
    }

    /** The components around a resource below the stack and its platform, the outermost first. */
    componentsOf(subject: Subject): readonly Subject[] {
        const found: Subject[] = [];
        for (let at = this.of(subject.parent); at && !found.includes(at); at = this.of(at.parent)) {
            found.unshift(at);
        }
        return found.filter(({ type }) => !ROOTS.has(type));
    }

    /** A name without those of the components around it but the innermost, which say where it is and not what. */
    briefName(subject: Subject): string {
        const around = this.componentsOf(subject).slice(0, -1).toReversed();
        const prefix = around.map(({ name }) => `${name}-`).find((one) => subject.name.startsWith(one));
        return prefix === undefined ? subject.name : subject.name.slice(prefix.length);
    }
}

/** An object of Kubernetes is known by what it is called in its cluster; a release by its own name. */
function identityOf(urn: string, resource: ReviewResource | undefined): Pick<Subject, "name" | "namespace"> {
    const inputs = resource?.inputs;
    const metadata = textsIn(inputs?.metadata);
    const own = textsIn(inputs);
    const isRelease = resource?.type === "kubernetes:helm.sh/v3:Release";
    const name = metadata("name") ?? (isRelease ? own("name") : undefined) ?? nameOf(urn);
    const namespace = metadata("namespace") ?? (isRelease ? own("namespace") : undefined);
    return { name: revealed(name || urn), ...(namespace !== undefined && { namespace: revealed(namespace) }) };
}

/** Reads texts of something that may be anything. */
export function textsIn(value: unknown): (key: string) => string | undefined {
    return (key) => {
        const member = isObject(value) ? ownValue(value, key) : undefined;
        return typeof member === "string" ? member : undefined;
    };
}

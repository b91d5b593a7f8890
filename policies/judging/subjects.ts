import { compare } from "../../core/compare";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { toSubject } from "../model/evaluate";
import type { PodTemplateLocation } from "../model/pod-templates";
import { type RawResource, toResources } from "../model/resource";
import type { Subject } from "../model/rule";
import type { StackFacts } from "./stack-facts";

/** The objects that a Helm release installs, or the reason why they cannot be told. */
export type OpenedRelease =
    | {
          readonly objects: readonly RawResource[];
          /** Path of a value that only an update can tell; the chart was rendered with a placeholder for it. */
          readonly unknown?: string;
          readonly notRendered?: never;
      }
    | { readonly notRendered: string; readonly objects?: never; readonly unknown?: never };

/** @param kubernetesVersion minor version of the stack's cluster, for example `1.36`, where it is known */
export type OpenRelease = (release: RawResource, kubernetesVersion?: string) => Promise<OpenedRelease>;

/** Everything to judge in one resource. */
export interface Judgeable {
    /** The resource itself or the members of a list, then the objects of a Helm release. */
    readonly subjects: readonly Subject[];
    /** Why the chart of a Helm release could not be opened. */
    readonly notRendered?: string;
    /** Path of a value that the chart was opened without. */
    readonly unknown?: string;
}

/** Reads resources into the model. */
export class Subjects {
    /** @param openRelease renders Helm releases. @default releases stay closed */
    constructor(
        private readonly podTemplates: readonly PodTemplateLocation[],
        private readonly facts: StackFacts,
        private readonly openRelease?: OpenRelease,
    ) {}

    /** What there is to judge; a promise only where a chart has to be opened. */
    read(raw: RawResource): Judgeable | Promise<Judgeable> {
        const subjects = this.toSubjects(raw);
        return raw.type === HELM_RELEASE && this.openRelease !== undefined
            ? this.openRelease(raw, this.facts.version.clusterVersion).then(
                  ({ objects = [], notRendered, unknown }) => ({
                      subjects: [...subjects, ...objects.flatMap((object) => this.toSubjects(object))],
                      ...(notRendered !== undefined && { notRendered }),
                      ...(unknown !== undefined && { unknown }),
                  }),
              )
            : { subjects };
    }

    private toSubjects(raw: RawResource): readonly Subject[] {
        return toResources(raw).map((resource) => {
            this.facts.learn(resource);
            return toSubject(resource, this.podTemplates);
        });
    }
}

/** Manifests have no URN, and keep the order in which they are written. */
export function byUrn({ resource: one }: Subject, { resource: other }: Subject): number {
    return compare(one.urn ?? "", other.urn ?? "");
}

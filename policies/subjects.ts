import { isDeepStrictEqual } from "node:util";
import { toSubject } from "./model/evaluate";
import type { PodTemplateLocation } from "./model/pod-templates";
import { type RawResource, toResources } from "./model/resource";
import type { Subject } from "./model/rule";

/** The model of the resource that is being judged, built once for all rules that look at it in turn. */
export class Subjects {
    private last: { readonly raw: RawResource; readonly subjects: readonly Subject[] } | undefined;

    constructor(private readonly podTemplates: readonly PodTemplateLocation[]) {}

    /** The resource, or the members of a list, with the pods that each makes. */
    of(raw: RawResource): readonly Subject[] {
        if (this.last === undefined || !isSame(this.last.raw, raw)) {
            const subjects = toResources(raw).map((resource) => toSubject(resource, this.podTemplates));
            this.last = { raw, subjects };
        }
        return this.last.subjects;
    }
}

/** Compares properties by identity: equal ones that were read anew only cost a second model. */
function isSame(one: RawResource, other: RawResource): boolean {
    const names = Object.keys(other.props);
    return (
        one.urn === other.urn &&
        one.type === other.type &&
        names.length === Object.keys(one.props).length &&
        names.every((name) => Object.hasOwn(one.props, name) && one.props[name] === other.props[name]) &&
        isDeepStrictEqual([one.options, one.provider], [other.options, other.provider])
    );
}

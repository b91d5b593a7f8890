import { createHash, randomBytes } from "node:crypto";
import type { CheckFailure, CheckRequest, CheckResult } from "../../core/engine/provider";
import { mapAt, type PropertyMap, stringAt, Unknown } from "../../core/engine/values";
import { normalizeInputs } from "./normalize";
import { groupOf } from "./object";
import type { ObjectType } from "./token";

/** Marks a name that was made up here, so that a replacement may take another. */
const AUTONAMED_ANNOTATION = "pulumi.com/autonamed";

/** On a Job: one that has not succeeded is replaced by the next update. */
export const REPLACE_UNREADY_ANNOTATION = "pulumi.com/replaceUnready";

const UNSUPPORTED_ANNOTATIONS: Readonly<Record<string, string>> = {
    "pulumi.com/waitFor":
        "the built-in provider waits by kind only; remove the annotation or install the official plugin",
    [REPLACE_UNREADY_ANNOTATION]: "it is for Jobs alone; all else is repaired in place: remove the annotation",
};

/** The inputs with everything filled in that makes them name one object; faults of the program are listed, not thrown. */
export function checkObject(request: CheckRequest, type: ObjectType, namespace: string | undefined): CheckResult {
    if (request.news.metadata instanceof Unknown) {
        return { inputs: request.news };
    }
    const inputs = normalizeInputs(request.news, type);
    const metadata = { ...mapAt(inputs, "metadata") };
    if (metadata.name === "") {
        delete metadata.name;
    }
    const failures: CheckFailure[] = [];
    if (metadata.generateName !== undefined) {
        failures.push({
            property: "metadata.generateName",
            reason: "server-side apply needs to know the name; set metadata.name, or neither for a generated one",
        });
    }
    for (const [name, reason] of Object.entries(UNSUPPORTED_ANNOTATIONS)) {
        if (mapAt(metadata, "annotations")[name] === undefined || isReplaceableJob(type, name)) {
            continue;
        }
        failures.push({ property: `metadata.annotations["${name}"]`, reason });
    }
    if (metadata.name === undefined && type.patch) {
        failures.push({ property: "metadata.name", reason: "a patch needs the name of the object that it changes" });
    } else if (metadata.name === undefined) {
        metadata.name = oldName(request.olds) ?? madeUpName(request);
        metadata.annotations = { ...mapAt(metadata, "annotations"), [AUTONAMED_ANNOTATION]: "true" };
    }
    if (namespace === undefined) {
        delete metadata.namespace;
    } else {
        metadata.namespace ??= namespace;
    }
    return { inputs: { ...inputs, metadata }, failures };
}

function isReplaceableJob({ apiVersion, kind }: ObjectType, annotation: string): boolean {
    return annotation === REPLACE_UNREADY_ANNOTATION && groupOf(apiVersion) === "batch" && kind === "Job";
}

/** Whether the object bears a name that was made up, not one that the program chose. */
export function isAutonamed(inputs: PropertyMap): boolean {
    const annotations = mapAt(mapAt(inputs, "metadata"), "annotations");
    return stringAt(annotations, AUTONAMED_ANNOTATION) === "true";
}

/** A name made up earlier stays for the life of the object. */
function oldName(olds: PropertyMap | undefined): string | undefined {
    return olds && isAutonamed(olds) ? stringAt(mapAt(olds, "metadata"), "name") : undefined;
}

/** The logical name and 8 hexadecimal digits, the same for preview and update of one plan. */
export function madeUpName({ name, urn, randomSeed }: CheckRequest): string {
    const hash = randomSeed.length > 0 ? createHash("sha256").update(randomSeed).update(urn).digest() : randomBytes(4);
    return `${name}-${hash.toString("hex").slice(0, 8)}`;
}

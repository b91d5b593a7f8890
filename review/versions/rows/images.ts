import { isObject } from "../../../core/data";
import { parseImage } from "../../../core/facts/kubernetes/image";
import { knownImage } from "../../../core/facts/newest";
import type { VersionRow } from "../../model/version";
import { type RowsOf, withState } from "../row";

/** Images of containers whose owners say until when they mend a release. */
export const imageRows: RowsOf = (resources, today) => {
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
    const images = [...new Set(objects.flatMap(({ inputs }) => imagesIn(inputs)))];
    return images.flatMap((image) => rowOf(image, today));
};

function rowOf(image: string, today: Date): readonly VersionRow[] {
    const { registry, repository, tag } = parseImage(image) ?? {};
    const known = repository === undefined || tag === undefined ? undefined : knownImage(repository, tag);
    if (!known || tag === undefined) {
        return [];
    }
    const name = `${registry === "docker.io" ? "" : `${registry}/`}${repository}`;
    const row = {
        ...({ kind: "image", name, pinned: tag, asOf: known.lastVerified } as const),
        movesWith: [],
        ...(known.ends !== undefined && { supportEnds: known.ends }),
    };
    return [withState(row, today)];
}

/** The images of all containers below a value. */
function imagesIn(value: unknown): readonly string[] {
    if (Array.isArray(value)) {
        return value.flatMap(imagesIn);
    }
    if (!isObject(value)) {
        return [];
    }
    return Object.entries(value).flatMap(([key, child]) =>
        /^(?:initC|c)ontainers$/.test(key) && Array.isArray(child)
            ? child.flatMap((container) =>
                  isObject(container) && typeof container.image === "string" ? [container.image] : [],
              )
            : imagesIn(child),
    );
}

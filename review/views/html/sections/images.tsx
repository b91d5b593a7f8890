import { revealed } from "../../../../core/faults/visible";
import { counted } from "../../../words";
import { type Material, type Subject, textsIn } from "../material";
import { Reference } from "./reference";
import { Section } from "./section";
import { type Column, Table } from "./table";

/** What is pulled: images of pods, and charts of releases. */
export function Images({ material }: { readonly material: Material }) {
    const { images } = material.review;
    const releases = material.subjects.filter(
        ({ type, op }) => type === "kubernetes:helm.sh/v3:Release" && op !== "delete",
    );
    if (images.length + releases.length === 0) {
        return null;
    }
    return (
        <Section
            id="images"
            title="Images and charts"
            note={`${counted(images.length, "image")}, ${counted(releases.length, "chart")}.`}
        >
            {images.length > 0 && (
                <Table caption="Container images" columns={IMAGE_COLUMNS} rows={images.map(partsOf)} />
            )}
            {releases.length > 0 && <Table caption="Helm charts" columns={CHART_COLUMNS} rows={releases} />}
        </Section>
    );
}

interface Image {
    readonly repository: string;
    readonly tag: string;
    readonly digest: string;
}

function partsOf(image: string): Image {
    const [name = "", digest = ""] = image.split("@");
    const at = name.lastIndexOf(":");
    const hasTag = at > name.lastIndexOf("/");
    return { repository: hasTag ? name.slice(0, at) : name, tag: hasTag ? name.slice(at + 1) : "", digest };
}

const IMAGE_COLUMNS: readonly Column<Image>[] = [
    { title: "repository", cell: ({ repository }) => <code>{revealed(repository)}</code> },
    { title: "tag", cell: ({ tag }) => revealed(tag) || "–" },
    { title: "digest", cell: ({ digest }) => <code>{revealed(digest) || "–"}</code> },
];

const CHART_COLUMNS: readonly Column<Subject>[] = [
    { title: "release", cell: (release) => <Reference subject={release} /> },
    { title: "chart", cell: (release) => revealed(textOf(release, "chart")) },
    { title: "version", cell: (release) => <code>{revealed(textOf(release, "version"))}</code> },
    { title: "from", cell: ({ resource }) => revealed(textsIn(resource?.inputs.repositoryOpts)("repo") ?? "–") },
];

function textOf({ resource }: Subject, key: string): string {
    return textsIn(resource?.inputs)(key) ?? "–";
}

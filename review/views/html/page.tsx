import { revealed } from "../../../core/faults/visible";
import type { Review } from "../../model/review";
import { counted } from "../../words";
import type { Material } from "./material";
import { Changes } from "./sections/changes";
import { CostSection } from "./sections/cost";
import { Findings } from "./sections/findings";
import { Images } from "./sections/images";
import { Reachability } from "./sections/reach";
import { Resources } from "./sections/resources";
import { Section } from "./sections/section";
import { Summary } from "./sections/summary";
import { Versions } from "./sections/versions";
import { Picture } from "./topology/picture";
import type { Topology } from "./topology/topology";

export interface PageProps {
    readonly material: Material;
    readonly picture: Topology;
    readonly date: Date;
}

/** The page's body. */
export function Page({ material, picture, date }: PageProps) {
    const { review } = material;
    const parts = [
        { id: "summary", title: "Summary", isThere: true },
        { id: "topology", title: "Picture", isThere: picture.block.width > 0 },
        { id: "changes", title: "Changes", isThere: review.steps.some(({ op }) => op !== "same") },
        { id: "findings", title: "Findings", isThere: review.findings.length + review.exemptions.length > 0 },
        { id: "reach", title: "Reachability", isThere: review.reach !== undefined },
        { id: "cost", title: "Cost", isThere: review.cost !== undefined },
        { id: "versions", title: "Versions", isThere: review.versions.length > 0 },
        { id: "images", title: "Images", isThere: review.images.length > 0 },
        { id: "resources", title: "Resources", isThere: true },
    ];
    return (
        <>
            <a class="skip" href="#summary">
                Skip to the summary
            </a>
            <header>
                <Heading review={review} />
                <div class="tools">
                    <button type="button" id="theme" hidden>
                        Theme: system
                    </button>
                    <button type="button" id="unfold" hidden>
                        Open all
                    </button>
                </div>
            </header>
            <nav aria-label="Parts of this page">
                <ul>
                    {parts
                        .filter(({ isThere }) => isThere)
                        .map(({ id, title }) => (
                            <li key={id}>
                                <a href={`#${id}`}>{title}</a>
                            </li>
                        ))}
                </ul>
            </nav>
            <main>
                <Summary material={material} />
                {picture.block.width > 0 && <StackPicture picture={picture} />}
                <Changes material={material} />
                <Findings material={material} />
                <Reachability material={material} />
                <CostSection material={material} />
                <Versions material={material} />
                <Images material={material} />
                <Resources number={material.subjects.length} />
            </main>
            <aside id="panel" aria-label="Resource" tabindex={-1} hidden />
            <footer>
                Written {date.toISOString().slice(0, 16).replace("T", " ")} UTC by <code>platform report</code>. This
                file is complete in itself: it loads nothing, and secrets are not in it.
            </footer>
        </>
    );
}

const TARGETS = { cloud: "AWS", local: "a Kubernetes cluster", simulated: "simulated providers" } as const;

function Heading({ review }: { readonly review: Review }) {
    const { stack, operation, target, base, commit, hasUncommitted, durationSeconds } = review;
    return (
        <div>
            <h1>
                {operation} of <bdi>{revealed(stack)}</bdi>
            </h1>
            <p>
                {base !== undefined && (
                    <>
                        <code>{revealed(base.revision)}</code> (<code>{revealed(base.commit.slice(0, 10))}</code>) →{" "}
                    </>
                )}
                {commit !== undefined && <code>{revealed(commit.slice(0, 10))}</code>}
                {hasUncommitted && " with uncommitted changes"}
                {(commit !== undefined || hasUncommitted) && ", "}on {TARGETS[target]}, {durationSeconds.toFixed(1)} s
            </p>
        </div>
    );
}

function StackPicture({ picture: { block, undrawn, isNew } }: { readonly picture: Topology }) {
    const undrawnNote = `${counted(undrawn, "connection")} that stay as they are have no line here; the matrix of reachability has them.`;
    const notes = [...(isNew ? ["All of it is created."] : []), ...(undrawn > 0 ? [undrawnNote] : [])];
    return (
        <Section id="topology" title="Picture of the stack" note={notes.length === 0 ? undefined : notes.join(" ")}>
            <ul class="legend">
                <li class="op-create">+ created</li>
                <li class="op-update">~ updated</li>
                <li class="op-replace">± replaced</li>
                <li class="op-delete">− deleted</li>
                <li>△! danger</li>
                <li>cylinder: holds data</li>
                <li>arrow: declared connection</li>
            </ul>
            <div class="zoom" hidden>
                <button type="button" data-zoom="fit">
                    Fit
                </button>
                <button type="button" data-zoom="out" aria-label="Smaller">
                    −
                </button>
                <button type="button" data-zoom="in" aria-label="Larger">
                    +
                </button>
            </div>
            <section class="canvas" aria-label="Picture, scrolls" tabindex={0}>
                <Picture
                    id="stack-picture"
                    label="The stack: networks, cluster, namespaces and what runs in them"
                    block={block}
                />
            </section>
        </Section>
    );
}

import type { Child } from "hono/jsx";

/** A part of the page with its heading, to which the navigation leads. */
export function Section({
    id,
    title,
    note,
    children,
}: {
    readonly id: string;
    readonly title: string;
    readonly note?: string | undefined;
    readonly children: Child;
}) {
    return (
        <section id={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            {note !== undefined && <p class="section-note">{note}</p>}
            {children}
        </section>
    );
}

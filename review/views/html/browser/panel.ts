import type { ResourceData } from "../data";
import { byId, element, link, resources, SIGNS } from "./elements";

const panel = byId("panel");
// What has the focus again when the panel closes.
let opener: Element | null = null;

function showChosen(): void {
    const index = /^#r(\d+)$/.exec(location.hash)?.[1];
    const resource = index === undefined ? undefined : resources[Number(index)];
    for (const chosen of document.querySelectorAll(".is-chosen")) {
        chosen.classList.remove("is-chosen");
    }
    if (index === undefined || resource === undefined) {
        hidePanel();
        return;
    }
    for (const shape of document.querySelectorAll(`.picture a[href="#r${index}"]`)) {
        shape.classList.add("is-chosen");
    }
    panel.replaceChildren(...details(resource, Number(index)));
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
}

function hidePanel(): void {
    if (!panel.hidden) {
        panel.hidden = true;
        if (opener instanceof HTMLElement || opener instanceof SVGElement) {
            opener.focus({ preventScroll: true });
        }
    }
}

function closePanel(): void {
    // Without a jump to the top, which an empty fragment would be.
    history.pushState(null, "", location.href.replace(/#.*/, "") || ".");
    showChosen();
}

function details(resource: ResourceData, index: number): readonly Node[] {
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", closePanel);
    const change = document.getElementById(`c${index}`)?.querySelector(".properties")?.cloneNode(true);
    const usedBy = resources.flatMap(({ needs }, at) => (needs.includes(index) ? [at] : []));
    const children = resources.flatMap(({ parent }, at) => (parent === index ? [at] : []));
    return [
        close,
        element("h2", {}, element("span", { class: "kind" }, resource.kind), " ", element("bdi", {}, resource.name)),
        element("p", {}, element("span", { class: `op op-${resource.op}` }, SIGNS[resource.op])),
        ...resource.dangers.map((danger) => element("p", { class: "notice is-error" }, `! ${danger}`)),
        ...part("What changes", change === undefined ? [] : [change]),
        ...part(
            "Findings",
            resource.findings.map(({ rule, level, text }) =>
                element("p", {}, element("strong", {}, `${rule} (${level}) `), text),
            ),
        ),
        ...part("Inputs", tree(resource.inputs)),
        ...part("What the provider adds", tree(resource.outputs)),
        ...part("Belongs to", resource.parent === undefined ? [] : links([resource.parent])),
        ...part("Needs", links(resource.needs)),
        ...part("Needed by", links(usedBy)),
        ...part("Has", links(children)),
        ...part("URN", [element("code", { class: "urn" }, resource.urn)]),
    ];
}

function part(title: string, content: readonly Node[]): readonly Node[] {
    return content.length === 0 ? [] : [element("h3", {}, title), ...content];
}

function links(indexes: readonly number[]): readonly Node[] {
    return indexes.length === 0 ? [] : [element("ul", {}, ...indexes.map((at) => element("li", {}, link(at))))];
}

function tree(value: unknown): readonly Node[] {
    const isEmpty = typeof value !== "object" || value === null || Object.keys(value).length === 0;
    return isEmpty ? [] : [element("pre", { tabindex: "0" }, JSON.stringify(value, null, 2))];
}

/** Shows, beside the page, the resource that the address names. */
export function startPanel(): void {
    addEventListener("hashchange", showChosen);
    addEventListener("click", ({ target }) => {
        const chosen = target instanceof Element ? target.closest('a[href^="#r"]') : null;
        if (chosen !== null && !panel.contains(chosen)) {
            opener = chosen;
        }
    });
    addEventListener("keydown", ({ key }) => {
        if (key === "Escape" && !panel.hidden) {
            closePanel();
        }
    });
    showChosen();
}

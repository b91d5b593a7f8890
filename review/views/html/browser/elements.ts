import type { ResourceData } from "../data";

export const MAX_LISTED = 200;
export const SIGNS: Readonly<Record<ResourceData["op"], string>> = {
    create: "+ created",
    update: "~ updated",
    replace: "± replaced",
    delete: "− deleted",
    read: "> read",
    import: "= imported",
    same: "unchanged",
};

export const resources: readonly ResourceData[] = JSON.parse(byId("data").textContent ?? "[]");

export function byId(id: string): HTMLElement {
    const found = document.getElementById(id);
    if (found === null) {
        throw new Error(`The page has no element ${id}.`);
    }
    return found;
}

export function element(
    tag: string,
    attributes: Readonly<Record<string, string>> = {},
    ...children: readonly (Node | string)[]
): HTMLElement {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
}

export function link(index: number): HTMLElement {
    const { kind, name, namespace } = resources[index] ?? { kind: "", name: "", namespace: undefined };
    const full = namespace === undefined ? name : `${namespace}/${name}`;
    return element(
        "a",
        { class: "ref", href: `#r${index}` },
        element("span", { class: "kind" }, kind),
        " ",
        element("bdi", { class: "name" }, full),
    );
}

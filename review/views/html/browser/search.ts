import { byId, element, link, MAX_LISTED, resources, SIGNS } from "./elements";

/** Lists the resources in whose names all words of a query are. */
function listResources(query: string): void {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found = resources.flatMap(({ urn, name, namespace = "", kind, op }, index) => {
        const text = `${urn} ${kind} ${namespace}/${name} ${SIGNS[op]}`.toLowerCase();
        return words.every((word) => text.includes(word)) ? [index] : [];
    });
    const items = found.slice(0, MAX_LISTED).map((index) => {
        const op = resources[index]?.op ?? "same";
        return element(
            "li",
            {},
            ...(op === "same" ? [] : [element("span", { class: `op op-${op}` }, SIGNS[op]), " "]),
            link(index),
        );
    });
    byId("resource-list").replaceChildren(...items);
    const rest = found.length > MAX_LISTED ? `, the first ${MAX_LISTED} are listed` : "";
    byId("resource-count").textContent = `${found.length} of ${resources.length}${rest}`;
}

/** All resources, as far as they are asked for. */
export function startSearch(): void {
    const query = byId("resource-query");
    query.addEventListener("input", () => listResources(query instanceof HTMLInputElement ? query.value : ""));
    byId("resource-search").hidden = false;
    listResources("");
}

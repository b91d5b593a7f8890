import { MAX_LISTED } from "./elements";

/** Filters of a section: an item is shown where every one lets it through. */
export function startFilters(bar: HTMLElement): void {
    const section = bar.dataset.filters ?? "";
    const items = [...document.querySelectorAll<HTMLElement>(`[data-item="${section}"]`)];
    const groups = [...document.querySelectorAll<HTMLDetailsElement>(`[data-group="${section}"]`)];
    const inputs = [...bar.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-filter]")];
    const count = bar.querySelector("output");
    const admits = (item: HTMLElement) =>
        inputs.every((input) => {
            const { filter = "" } = input.dataset;
            const value = item.dataset[filter] ?? "";
            if (input instanceof HTMLInputElement && input.type === "checkbox") {
                return value !== input.value || input.checked;
            }
            return filter === "text"
                ? value.includes(input.value.toLowerCase())
                : input.value === "" || value === input.value;
        });
    const apply = (event?: Event) => {
        for (const item of items) {
            item.hidden = !admits(item);
        }
        for (const group of groups) {
            const shown = group.querySelectorAll("[data-item]:not([hidden])").length;
            group.hidden = shown === 0;
            // What somebody looks for is not to be found in what is closed.
            if (event !== undefined && shown > 0 && shown <= MAX_LISTED) {
                group.open = true;
            }
        }
        if (count !== null) {
            count.textContent = `${items.filter(({ hidden }) => !hidden).length} of ${items.length}`;
        }
    };
    bar.addEventListener("input", apply);
    bar.hidden = false;
    apply();
}

/** Makes the picture larger and smaller. */
export function startZoom(bar: HTMLElement): void {
    const picture = document.querySelector<SVGSVGElement>("#stack-picture");
    const canvas = picture?.parentElement;
    if (picture === null || !canvas) {
        return;
    }
    const { width, height } = picture.viewBox.baseVal;
    let scale = 1;
    const fitting = () => Math.min(1.5, canvas.clientWidth / width);
    const set = (wanted: number) => {
        scale = Math.min(3, Math.max(0.1, wanted));
        picture.setAttribute("width", String(Math.round(width * scale)));
        picture.setAttribute("height", String(Math.round(height * scale)));
    };
    bar.addEventListener("click", ({ target }) => {
        const kind = target instanceof HTMLElement ? target.dataset.zoom : undefined;
        if (kind !== undefined) {
            set(kind === "fit" ? fitting() : scale * (kind === "in" ? 1.25 : 0.8));
        }
    });
    bar.hidden = false;
    // Smaller than this nobody reads it; it scrolls instead.
    set(Math.max(0.55, fitting()));
}

/** Switches between the theme of the system and the others. */
export function startTheme(button: HTMLElement): void {
    const themes = ["system", "light", "dark"] as const;
    let at = 0;
    button.addEventListener("click", () => {
        at = (at + 1) % themes.length;
        document.documentElement.dataset.theme = themes[at] ?? "system";
        button.textContent = `Theme: ${themes[at]}`;
    });
    button.hidden = false;
}

/** Opens all that is folded, also to be printed. */
export function startFolds(button: HTMLElement): void {
    const all = () => [...document.querySelectorAll<HTMLDetailsElement>("main details")];
    button.addEventListener("click", () => {
        const opens = button.textContent === "Open all";
        for (const fold of all()) {
            fold.open = opens;
        }
        button.textContent = opens ? "Close all" : "Open all";
    });
    button.hidden = false;
    let closed: readonly HTMLDetailsElement[] = [];
    addEventListener("beforeprint", () => {
        closed = all().filter(({ open }) => !open);
        for (const fold of closed) {
            fold.open = true;
        }
    });
    addEventListener("afterprint", () => {
        for (const fold of closed) {
            fold.open = false;
        }
    });
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "hono/html";
import { revealed } from "../../../core/faults/visible";
import type { Review } from "../../model/review";
import { browserScript } from "./browser-script";
import { dataText } from "./data";
import { Material } from "./material";
import { Page } from "./page";
import { topology } from "./topology/topology";

/** In their order: later ones win. */
const STYLES = ["base", "marks", "summary", "picture", "changes", "tables", "panel", "narrow"];

/**
 * The review as one page that needs nothing else: its content security policy lets it load nothing and run its own script alone.
 *
 * @param date when it is written
 */
export async function htmlReport(review: Review, date: Date): Promise<string> {
    const material = new Material(review);
    const body = await Page({ material, picture: await topology(material), date });
    const style = STYLES.map((name) => readFileSync(join(__dirname, "styles", `${name}.css`), "utf8")).join("\n");
    const script = browserScript();
    const policy = [
        "default-src 'none'",
        `style-src '${hash(style)}'`,
        `script-src '${hash(script)}'`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
        String(await html`<title>${review.operation} of ${revealed(review.stack)}</title>`),
        `<style>${style}</style>`,
        "</head>",
        `<body>${String(body)}`,
        `<script type="application/json" id="data">${dataText(material)}</script>`,
        `<script>${script}</script>`,
        "</body>",
        "</html>",
        "",
    ].join("\n");
}

function hash(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

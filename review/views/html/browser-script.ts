import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "sucrase";

/** The modules of the page's script; the last one starts it. */
const MODULES = ["elements", "panel", "search", "filters", "controls", "start"];

/** The page's own script: its modules without their types, in one text, since a page that is a file can load none. */
export function browserScript(): string {
    const modules = MODULES.map((name) => {
        const source = readFileSync(join(__dirname, "browser", `${name}.ts`), "utf8");
        const { code } = transform(source, { transforms: ["typescript", "imports"], disableESTransforms: true });
        return `"./${name}": (exports, require) => {${code}}`;
    });
    return `(() => {
const modules = {${modules.join(",\n")}};
const loaded = {};
const require = (name) => {
    if (loaded[name] === undefined) {
        modules[name]((loaded[name] = {}), require);
    }
    return loaded[name];
};
require("./${MODULES.at(-1)}");
})();`;
}

import { existsSync } from "node:fs";
import { join } from "node:path";

/** The preset that applies to a stack of which nothing else is said: `<stack>.json`, else the strictest, `prod`. */
export function presetFile(stack: string): string {
    const own = join(__dirname, `${stack}.json`);
    return existsSync(own) ? own : join(__dirname, "prod.json");
}

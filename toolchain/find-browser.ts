import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const APPLICATIONS = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Why the tests of the report page cannot run, and what helps. */
export const NO_BROWSER =
    "the tests of the report page, since there is no Chromium on this machine; install one (apt-get install chromium) or name it in CHROMIUM";

/** The Chromium of this machine; undefined where there is none. */
export function findBrowser(): string | undefined {
    const { CHROMIUM, PATH = "" } = process.env;
    const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
    const candidates = [...(CHROMIUM ? [CHROMIUM] : []), ...onPath, ...APPLICATIONS, chromium.executablePath()];
    return candidates.find((file) => existsSync(file));
}

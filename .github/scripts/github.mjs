// GitHub's REST API for the scripts beside this file, which use no package: they run before anything is installed.

/** How often a request is sent that a server could not answer just then. */
const ATTEMPTS = 4;

/**
 * Sends one request about this repository, and again where the server says that it could not answer just then.
 *
 * @param {string} method
 * @param {string} path below /repos/<owner>/<name>
 * @param {unknown} [body]
 * @returns {Promise<any>} the answer
 */
export async function github(method, path, body) {
    const { GITHUB_API_URL = "https://api.github.com", GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
    const url = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`;
    for (let attempt = 1; ; attempt++) {
        const response = await fetch(url, {
            method,
            headers: {
                accept: "application/vnd.github+json",
                authorization: `Bearer ${GITHUB_TOKEN}`,
                "x-github-api-version": "2022-11-28",
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (response.ok) {
            return response.json();
        }
        // A comment that may have been posted is not posted again.
        const repeats = method !== "POST" && (response.status >= 500 || response.status === 429);
        if (!repeats || attempt === ATTEMPTS) {
            throw new Error(
                `${method} ${path} was answered with ${response.status}: ${(await response.text()).slice(0, 500)}`,
            );
        }
        await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt));
    }
}

/**
 * The first thing in a paged list that fits, whichever page it is on.
 *
 * @param {string} path with its query
 * @param {(item: any) => boolean} fits
 * @returns {Promise<any>} undefined where none fits
 */
export async function firstOf(path, fits) {
    for (let page = 1; ; page++) {
        const items = await github("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`);
        const found = items.find(fits);
        if (found !== undefined || items.length < 100) {
            return found;
        }
    }
}

/** Who writes with the token of a workflow. */
export const BOT = "github-actions[bot]";

/**
 * Ends the process with one line where something is not as it has to be.
 *
 * @param {() => Promise<void>} main
 */
export async function run(main) {
    try {
        await main();
    } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
        process.exitCode = 1;
    }
}

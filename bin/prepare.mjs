import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
    accessSync,
    constants,
    copyFileSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const staging = join(root, ".platform", "npm");
const OLDEST_NODE = [20, 19];

/** A fault of the user's machine: its message is the whole report. */
class SetupError extends Error {}

/**
 * Loads a TypeScript file of this clone with the given arguments, after making node_modules complete.
 *
 * @param {string} file absolute path
 * @param {string[]} args what `process.argv.slice(2)` shall be
 */
export async function runTypeScript(file, args) {
    try {
        checkNode();
        await installPackages();
    } catch (error) {
        if (!(error instanceof SetupError)) {
            throw error;
        }
        console.error(error.message);
        process.exitCode = 1;
        return;
    }
    process.argv = [process.argv[0], file, ...args];
    const require = createRequire(join(root, "package.json"));
    require("./bin/register.cjs");
    const [command = ""] = args;
    require("./bin/code-cache.cjs").useCodeCache(
        [basename(file), ...(/^[a-z]+$/.test(command) ? [command] : [])].join("-"),
    );
    require(file);
}

function checkNode() {
    const [major, minor] = process.versions.node.split(".").map(Number);
    if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) {
        return;
    }
    throw new SetupError(
        `This platform needs Node.js ${OLDEST_NODE.join(".")} or newer; this is ${process.version} (${process.execPath}).\n` +
            "Install a newer one from https://nodejs.org/ or with your version manager, and run the command again.",
    );
}

/**
 * The packages are installed in a folder of this process and moved into place whole. So a run that is killed leaves
 * nothing half-installed, and two runs at once cannot mix their files; the second one waits only to spare the work.
 */
async function installPackages() {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    const stamp = {
        lock: createHash("sha256").update(lock).digest("hex"),
        runtime: `node${process.versions.node.split(".")[0]}-${process.platform}-${process.arch}`,
    };
    if (isComplete(stamp, lock)) {
        return;
    }
    if ((await waitForOtherRuns()) && isComplete(stamp, lock)) {
        return;
    }

    const folder = join(staging, `${process.pid}-${randomUUID()}`);
    mkdirSync(folder, { recursive: true });
    const signOfLife = setInterval(() => utimesSync(folder, new Date(), new Date()), 2_000);
    try {
        for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
            if (existsSync(join(root, name))) {
                copyFileSync(join(root, name), join(folder, name));
            }
        }
        await npmInstall(folder, existsSync(modules) ? "do not match package-lock.json" : "are missing");
        writeStamp(join(folder, "node_modules"), stamp);
        moveIntoPlace(join(folder, "node_modules"), stamp);
    } finally {
        clearInterval(signOfLife);
        rmSync(folder, { recursive: true, force: true });
    }
}

function isComplete(stamp, lock) {
    const found = readJson(stampPath(modules));
    if (found !== undefined && found.runtime !== stamp.runtime) {
        return false;
    }
    if (found !== undefined && found.lock === stamp.lock) {
        return true;
    }
    if (!matchesLock(JSON.parse(lock))) {
        return false;
    }
    if (isWritable(modules)) {
        writeStamp(modules, stamp);
    }
    return true;
}

/** npm writes `.package-lock.json` last, so it names what a run of npm by hand has completely installed. */
function matchesLock(lock) {
    const hidden = readJson(join(modules, ".package-lock.json"));
    if (hidden === undefined) {
        return false;
    }
    const installed = hidden.packages;
    const fitsMachine = ({ os, cpu }) =>
        (os === undefined || os.includes(process.platform)) && (cpu === undefined || cpu.includes(process.arch));
    if (!Object.values(installed).every(fitsMachine)) {
        return false;
    }
    return Object.entries(lock.packages).every(([path, wanted]) => {
        if (path === "") {
            return true;
        }
        const present = installed[path];
        if (present === undefined) {
            return wanted.optional === true || wanted.devOptional === true;
        }
        return present.version === wanted.version && present.integrity === wanted.integrity;
    });
}

/** Waits for runs that are installing now, and removes what killed ones left. Says whether it had to wait. */
async function waitForOtherRuns() {
    let waited = false;
    for (;;) {
        const others = existsSync(staging) ? readdirSync(staging).map((name) => join(staging, name)) : [];
        const [alive] = others.filter((folder) => {
            if (isAlive(folder)) {
                return true;
            }
            rmSync(folder, { recursive: true, force: true });
            return false;
        });
        if (alive === undefined) {
            return waited;
        }
        if (!waited) {
            console.error("Another run is installing the Node.js packages: waiting for it ...");
        }
        waited = true;
        await sleep(250);
    }
}

/** The process id alone would not do: a later process may have got the id of a killed run. */
function isAlive(folder) {
    const pid = Number.parseInt(folder.slice(staging.length + 1), 10);
    if (pid === process.pid) {
        return false;
    }
    try {
        process.kill(pid, 0);
        return Date.now() - statSync(folder).mtimeMs < 15_000;
    } catch (error) {
        return error.code === "EPERM";
    }
}

function moveIntoPlace(installed, stamp) {
    if (readJson(stampPath(modules))?.lock === stamp.lock) {
        return;
    }
    // Another run may do the same between any two steps; what it put there is as good.
    if (existsSync(modules)) {
        renameUnless(["ENOENT"], modules, join(dirname(installed), "replaced"));
    }
    renameUnless(["ENOTEMPTY", "EEXIST"], installed, modules);
}

function renameUnless(acceptedFaults, from, to) {
    try {
        renameSync(from, to);
    } catch (error) {
        if (!acceptedFaults.includes(error.code)) {
            throw error;
        }
    }
}

function npmInstall(folder, reason) {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    console.error(`The Node.js packages ${reason}: installing them with npm (about a minute) ...`);
    const heartbeat = setInterval(() => console.error(`  still installing: ${seconds()} s`), 10_000);
    const [command, ...prefix] = npmCommand();
    const flags = ["--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    return new Promise((resolve, reject) => {
        const npm = spawn(command, [...prefix, "ci", "--prefix", folder, ...flags], {
            cwd: folder,
            stdio: ["ignore", "ignore", "pipe"],
        });
        let output = "";
        npm.stderr.on("data", (chunk) => {
            output = (output + chunk).slice(0, 4000);
        });
        npm.once("error", (error) =>
            reject(new SetupError(`npm could not be started (${error.message}). Is it on PATH?`)),
        );
        npm.once("close", (code, signal) => {
            if (code !== 0) {
                reject(new SetupError(npmFailure(signal ?? `exit code ${code}`, output)));
            } else {
                console.error(`  installed in ${seconds()} s`);
                resolve();
            }
        });
    }).finally(() => clearInterval(heartbeat));
}

function npmFailure(reason, output) {
    const [problem] = output.split(/^npm error\s*\n.*Clean install a project$/m);
    return (
        `The Node.js packages could not be installed: npm ci ended with ${reason}.\n\n${problem.trim()}\n\n` +
        "Check that this machine reaches its npm registry (npm ping) and run the command again."
    );
}

/** Under `npm start` the same npm is used again; else the one on PATH. */
function npmCommand() {
    const running = process.env.npm_execpath;
    return running?.endsWith("npm-cli.js") ? [process.execPath, running] : ["npm"];
}

function isWritable(folder) {
    try {
        accessSync(folder, constants.W_OK);
        return true;
    } catch {
        return false;
    }
}

function stampPath(folder) {
    return join(folder, ".eks-platform.json");
}

function writeStamp(folder, stamp) {
    const temporary = `${stampPath(folder)}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(stamp));
    renameSync(temporary, stampPath(folder));
}

function readJson(path) {
    try {
        return JSON.parse(readFileSync(path, "utf8"));
    } catch {
        return undefined;
    }
}

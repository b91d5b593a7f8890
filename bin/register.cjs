const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, extname, join } = require("node:path");
const { version } = require("sucrase/package.json");

/**
 * Runs TypeScript files directly: Sucrase removes the types of this project's own files, once for each content wherever it lies, and leaves every statement
 * on its line, so that stack traces are true without source maps. With esbuild, which moves lines, and Node.js reading its maps, a start takes
 * 1.6 times as long and an error whose trace is read costs twice as much. General loaders such as tsx look at every file of every package
 * as well, which doubles the time that the Pulumi SDK takes to load; and the one that is built into newer versions of Node.js takes neither
 * parameter properties nor imports without the ending of the file.
 */
const cache = join(__dirname, "..", "node_modules", ".cache", "eks-platform");

Module._extensions[".ts"] = (module, filename) => {
    const source = readFileSync(filename, "utf8");
    const key = createHash("sha256")
        .update(`5\0${version}\0${isJsx(filename)}\0${source}`)
        .digest("hex");
    module._compile(
        cached(join(cache, `${key}.cjs`), () => compile(source, filename)),
        filename,
    );
};
Module._extensions[".tsx"] = Module._extensions[".ts"];

function isJsx(filename) {
    return filename.endsWith(".tsx");
}

const resolve = Module._resolveFilename;

/** The files that paths without an ending have turned out to mean. */
const resolved = new Map();

/** Files of this project import each other without the ending, which Node.js would look for after three others. */
Module._resolveFilename = function resolving(request, parent, ...rest) {
    if (request.startsWith(".") && extname(request) === "" && parent?.filename?.endsWith(".ts")) {
        const path = join(dirname(parent.filename), request);
        const found = resolved.get(path) ?? [`${path}.ts`, join(path, "index.ts")].find(isFile);
        if (found !== undefined) {
            resolved.set(path, found);
            return found;
        }
    }
    return resolve.call(this, request, parent, ...rest);
};

function isFile(path) {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function compile(source, filename) {
    // Loaded only where something is to be compiled.
    return require("sucrase").transform(source, {
        transforms: isJsx(filename) ? ["typescript", "imports", "jsx"] : ["typescript", "imports"],
        jsxRuntime: "automatic",
        jsxImportSource: "hono/jsx",
        production: true,
        // Node.js has all that the sources use.
        disableESTransforms: true,
        preserveDynamicImport: true,
        filePath: filename,
    }).code;
}

/** What a power cut or a full disk left of a file is not run: its first line is the checksum of the rest. */
function cached(file, make) {
    try {
        const text = readFileSync(file, "utf8");
        const code = text.slice(text.indexOf("\n") + 1);
        if (text.startsWith(`${checksum(code)}\n`)) {
            return code;
        }
    } catch {
        // It was not compiled yet.
    }
    const code = make();
    keep(file, code);
    return code;
}

function checksum(code) {
    return createHash("sha256").update(code).digest("hex");
}

function keep(file, code) {
    try {
        mkdirSync(cache, { recursive: true });
        writeFileSync(`${file}.${process.pid}`, `${checksum(code)}\n${code}`);
        renameSync(`${file}.${process.pid}`, file);
    } catch {
        // A read-only installation compiles each time.
    }
}

const { hash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join } = require("node:path");
const vm = require("node:vm");

/**
 * Keeps what V8 makes of the files that a command loads, so that its next start compiles nothing: one file for each command below
 * node_modules/.cache. Newer versions of Node.js have such a cache of their own, which reads a file for each module and knows no TypeScript.
 *
 * Each entry counts for one content of its source, which is read and hashed at each start, and for this version of Node.js; V8 refuses what
 * other flags have made. The file begins with its own checksum: what a power cut or a full disk left of one is not run.
 * `EKS_PLATFORM_PLAIN_SDK=true` switches it off, as it does what changes the SDK.
 */
const root = join(__dirname, "..", "/");
const folder = join(root, "node_modules", ".cache", "eks-platform");
const CHECKSUM_BYTES = 32;
const SIZE_BYTES = 4;

/** What V8 keeps of a dynamic import does not tell where it leads; and what begins with `#!` cannot be wrapped. */
const UNKEPT = /^#!|\bimport\s*\(/;

/** By file name: the hash of its source, its code where that is compiled from TypeScript, and what V8 made of it. */
const kept = new Map();
/** Scripts that ran in this process, by file name. */
const ran = new Map();
/** Hashes of the sources that are being loaded. */
const loading = new Map();
let file;
let isStale = false;

/**
 * Loads the modules of this process by what is kept of them, and keeps what is new of them at its end.
 *
 * @param {string} name of what runs: a command's modules are kept apart from another's
 */
exports.useCodeCache = (name) => {
    if (process.env.EKS_PLATFORM_PLAIN_SDK === "true") {
        return;
    }
    file = join(folder, `${name}-${process.version}-${process.arch}.code`);
    read();
    for (const extension of [".js", ".ts"]) {
        const load = Module._extensions[extension];
        Module._extensions[extension] = (module, filename) => {
            if (!filename.startsWith(root)) {
                // Another revision's, which lies here once.
                return load(module, filename);
            }
            const source = readFileSync(filename);
            const hashed = hashOf(source);
            const entry = kept.get(filename);
            if (entry?.hash === hashed) {
                const code = entry.code ?? source.toString();
                const script = scriptOf(code, filename, entry.data);
                isStale ||= script.cachedDataRejected;
                return run(module, filename, { hash: hashed, code, script });
            }
            loading.set(filename, hashed);
            return load(module, filename);
        };
    }
    const compile = Module.prototype._compile;
    Module.prototype._compile = function compiling(code, filename, format) {
        const hashed = loading.get(filename);
        loading.delete(filename);
        if (hashed === undefined || format === "module" || UNKEPT.test(code)) {
            return compile.call(this, code, filename, format);
        }
        let script;
        try {
            script = scriptOf(code, filename);
        } catch {
            // An ES module, whose package does not say so, or a fault that Node.js tells better.
            return compile.call(this, code, filename, format);
        }
        isStale = true;
        return run(this, filename, { hash: hashed, code, script });
    };
    process.on("exit", exports.keepCode);
};

/** Keeps what has been loaded, unless it is kept already. A process that is ended by force calls it itself. */
exports.keepCode = () => {
    if (!isStale) {
        return;
    }
    isStale = false;
    for (const [filename, { hash, code, script }] of ran) {
        const isTypeScript = filename.endsWith(".ts");
        kept.set(filename, { hash, data: script.createCachedData(), ...(isTypeScript && { code }) });
    }
    const entries = [...kept].filter(([filename]) => ran.has(filename) || existsSync(filename));
    const parts = entries.flatMap(([, { code = "", data }]) => [Buffer.from(code), data]);
    const list = entries.map(([filename, { hash }], index) => {
        return [filename, hash, parts[2 * index].length, parts[2 * index + 1].length];
    });
    const head = Buffer.from(JSON.stringify(list));
    const size = Buffer.alloc(SIZE_BYTES);
    size.writeUInt32LE(head.length);
    const content = Buffer.concat([size, head, ...parts]);
    try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${file}.${process.pid}`, Buffer.concat([checksum(content), content]));
        renameSync(`${file}.${process.pid}`, file);
    } catch {
        // A read-only installation compiles each time.
    }
};

function read() {
    try {
        const whole = readFileSync(file);
        const content = whole.subarray(CHECKSUM_BYTES);
        if (!checksum(content).equals(whole.subarray(0, CHECKSUM_BYTES))) {
            return;
        }
        let at = SIZE_BYTES + content.readUInt32LE();
        for (const [filename, hash, codeSize, dataSize] of JSON.parse(content.toString("utf8", SIZE_BYTES, at))) {
            const code = codeSize === 0 ? undefined : content.toString("utf8", at, at + codeSize);
            at += codeSize;
            kept.set(filename, { hash, code, data: content.subarray(at, at + dataSize) });
            at += dataSize;
        }
    } catch {
        // Nothing is kept yet.
    }
}

/** Runs a module as Node.js does, whose own way of it takes no kept code. */
function run(module, filename, ready) {
    ran.set(filename, ready);
    const require = (id) => module.require(id);
    require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
    require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
    require.main = process.mainModule;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return ready.script
        .runInThisContext()
        .call(module.exports, module.exports, require, module, filename, dirname(filename));
}

const PREFIX = Module.wrap("\0").indexOf("\0");

function scriptOf(code, filename, cachedData) {
    return new vm.Script(Module.wrap(code), {
        filename,
        cachedData,
        // Traces name columns of the file.
        columnOffset: -PREFIX,
    });
}

function hashOf(source) {
    return hash("sha256", source, "base64");
}

function checksum(content) {
    return hash("sha256", content, "buffer");
}

const Module = require("node:module");

/**
 * Keeps the Pulumi SDK from loading what only the serialization of functions needs (dynamic providers, Lambda callbacks): npm's own
 * package tree and a TypeScript compiler, more than half of its start. Each is loaded as soon as something of it is used.
 *
 * @see https://github.com/pulumi/pulumi/tree/master/sdk/nodejs/runtime/closure
 */
const DEFERRED = /^(@npmcli\/arborist|normalize-package-data|(\.\.\/)+typescript-shim)$/;
const REQUIRED_BY = /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]/;

const load = Module._load;

Module._load = function deferring(request, parent, isMain) {
    return DEFERRED.test(request) && REQUIRED_BY.test(parent?.filename ?? "")
        ? deferred(() => load.call(Module, request, parent, isMain))
        : load.call(Module, request, parent, isMain);
};

function deferred(loadNow) {
    return new Proxy(
        {},
        {
            get(_, name) {
                // TypeScript's import helpers copy every property, and so load the module, unless it is an ES module.
                if (name === "__esModule") return true;
                const loaded = loadNow();
                return name === "default" ? (loaded.default ?? loaded) : loaded[name];
            },
        },
    );
}

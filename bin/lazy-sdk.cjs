const Module = require("node:module");

/**
 * Keeps the Pulumi SDK from loading what only the serialization of functions needs (dynamic providers, Lambda callbacks): npm's own
 * package tree and a TypeScript compiler, more than half of its start. Each is loaded as soon as something of it is used.
 *
 * Upstream: https://github.com/pulumi/pulumi/issues/3671 (open) is about the start as a whole; the compiler was deferred by
 * https://github.com/pulumi/pulumi/pull/10185 only where programs name it. There is none about npm's package tree.
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
                if (name === "__esModule") {
                    return true;
                }
                const loaded = loadNow();
                return name === "default" ? (loaded.default ?? loaded) : loaded[name];
            },
        },
    );
}

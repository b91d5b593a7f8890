const Module = require("node:module");

/**
 * Keeps libraries from loading what nothing here uses. Each part is loaded as soon as something of it is used.
 *
 * The Pulumi SDK: what only the serialization of functions needs (dynamic providers, Lambda callbacks): npm's own
 * package tree and a TypeScript compiler, more than half of its start.
 *
 * Upstream: https://github.com/pulumi/pulumi/issues/3671 (open) is about the start as a whole; the compiler was deferred by
 * https://github.com/pulumi/pulumi/pull/10185 only where programs name it. There is none about npm's package tree.
 *
 * Zod: its messages in fifty languages, half of its start. Upstream: there is no issue about it.
 *
 * @see https://github.com/pulumi/pulumi/tree/master/sdk/nodejs/runtime/closure
 */
const DEFERRED = [
    {
        request: /^(@npmcli\/arborist|normalize-package-data|(\.\.\/)+typescript-shim)$/,
        by: /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]/,
    },
    { request: /^\.\.\/locales\/index\.cjs$/, by: /[\\/]zod[\\/]v4[\\/]/ },
];

const load = Module._load;

Module._load = function deferring(request, parent, isMain) {
    return DEFERRED.some((one) => one.request.test(request) && one.by.test(parent?.filename ?? ""))
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

const Module = require("node:module");

/**
 * Keeps the SDK's runner of policy packs from loading a TypeScript compiler and from opening a debugger session, half of a pack's
 * start: the pack of this project brings its own loader, and no pack serializes functions. Without effect in other processes.
 *
 * Upstream: https://github.com/pulumi/pulumi/issues/6500 (open), the start of packs.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/run-policy-pack/run.ts
 */
const RUNNER = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run-policy-pack[\\/]/;

/** What the runner asks of each module, which then does nothing. This file stands for the compiler and for ts-node. */
const REPLACEMENTS = {
    "../../tsutils": {
        typeScriptRequireStrings: () => ({ tsnodeRequire: __filename, typescriptRequire: __filename }),
        loadTypeScriptCompilerOptions: () => ({}),
    },
    "../../runtime/closure/v8Hooks": { isInitializedAsync: async () => {} },
};

module.exports = { version: "0.0.0", register() {} };

const load = Module._load;

Module._load = function leaning(request, parent, isMain) {
    return RUNNER.test(parent?.filename ?? "") && Object.hasOwn(REPLACEMENTS, request)
        ? REPLACEMENTS[request]
        : load.call(Module, request, parent, isMain);
};

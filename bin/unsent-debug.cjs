const Module = require("node:module");

/**
 * Keeps the Pulumi SDK from telling the engine each step of each registration, one call after the other: two of three calls that a program
 * makes, and a fifth of what a preview computes. The engine shows them to whom asks for debug output, which no command here does.
 *
 * Upstream: https://github.com/pulumi/pulumi/issues/7146 (open) has the same finding.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/log/index.ts
 */
const load = Module._load;

Module._load = function unsending(request, parent, isMain) {
    const exports = load.call(Module, request, parent, isMain);
    const isSdk = /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "");
    if (isSdk && /^(\.\.?\/)+log$/.test(request)) {
        exports.debug = async () => {};
    } else if (isSdk && /\/proto\/resource_pb(\.js)?$/.test(request)) {
        // The text of a message is made before it is known that nobody wants it: the whole answer of the engine, as a string.
        exports.RegisterResourceResponse.prototype.toString = () => "RegisterResourceResponse";
    }
    return exports;
};

const Module = require("node:module");

/**
 * Keeps the Pulumi SDK from writing down a stack trace for each of its promises, a third of the time in which a program makes its
 * resources. It prints them with PULUMI_DEBUG_PROMISE_LEAKS alone, and then nothing changes.
 *
 * Upstream: there is no issue about it. https://github.com/pulumi/pulumi/pull/1374 made printing the traces optional, and not writing them down.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/debuggable.ts
 */
const load = Module._load;

if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
    Module._load = function untracing(request, parent, isMain) {
        const exports = load.call(Module, request, parent, isMain);
        if (/(^|\/)debuggable$/.test(request) && /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "")) {
            untrace(exports);
        }
        return exports;
    };
}

const done = new WeakSet();

function untrace(debuggable) {
    const { debuggablePromise } = debuggable;
    // Modules that require each other see one another half loaded.
    if (debuggablePromise === undefined || done.has(debuggable)) {
        return;
    }
    done.add(debuggable);
    debuggable.debuggablePromise = (...args) => {
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        try {
            return debuggablePromise(...args);
        } finally {
            Error.stackTraceLimit = stackTraceLimit;
        }
    };
}

// Loads the pack's TypeScript as it is; types are checked once, by `npm run check`.
const { readFileSync } = require("node:fs");
const { connect } = require("node:net");
require("../bin/quick-sdk.cjs");
require("../bin/register.cjs");
require("./index.ts");

// Nobody tells a pack that its engine was killed, and its server would wait for calls for ever. An engine that was gone before
// this runs is told by its address, the first argument of the pack, which then refuses connections. The SDK's runner takes that
// argument out of process.argv; the system still has it.
const engine = process.ppid;
setInterval(() => process.ppid === engine || process.exit(), 1_000).unref();
const [, host, port] =
    commandLine()
        .map((argument) => /^([\w.]+):(\d+)$/.exec(argument))
        .find(Boolean) ?? [];
if (port !== undefined) {
    const socket = connect({ host, port: Number(port) }, () => socket.destroy());
    socket.on("error", () => process.exit());
}

function commandLine() {
    try {
        return readFileSync("/proc/self/cmdline", "utf8").split("\0");
    } catch {
        return process.argv;
    }
}

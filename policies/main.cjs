// Loads the pack's TypeScript as it is; types are checked once, by `npm run check`.
const { connect } = require("node:net");
require("../bin/register.cjs");
require("./index.ts");

// Nobody tells a pack that its engine was killed, and its server would wait for calls for ever. An engine that was gone before
// this runs is told by its address, the first argument of the pack, which then refuses connections.
const engine = process.ppid;
setInterval(() => process.ppid === engine || process.exit(), 1_000).unref();
const [, host, port] = process.argv.map((argument) => /^([\w.]+):(\d+)$/.exec(argument)).find(Boolean) ?? [];
if (port !== undefined) {
    const socket = connect({ host, port: Number(port) }, () => socket.destroy());
    socket.on("error", () => process.exit());
}

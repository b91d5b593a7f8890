// The policy pack in a thread of the command line, which it tells its port.
const { parentPort } = require("node:worker_threads");
require("../bin/quick-sdk.cjs");
require("../bin/register.cjs");
const { keepCode, useCodeCache } = require("../bin/code-cache.cjs");
useCodeCache("pack");
const { servePack } = require("./serve-pack.ts");

void servePack().then((port) => {
    parentPort.postMessage(port);
    // The command line ends this thread by force.
    setImmediate(keepCode);
});

// The SDK compiles a pack's TypeScript with the compiler it brings along (3.8), types included. Registered after it, this
// project's loader takes the files as they are; types are checked once, by `npm run check`.
require("@pulumi/policy");
require("../bin/register.cjs");
require("./index.ts");

// Nobody tells a pack that its engine was killed, and its server would wait for calls for ever.
const engine = process.ppid;
setInterval(() => process.ppid === engine || process.exit(), 1_000).unref();

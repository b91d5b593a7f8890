// The SDK compiles a pack's TypeScript with the compiler it brings along (3.8), types included. Going first, tsx takes the
// files as they are; types are checked once, by `npm run check`. The SDK is loaded before, since tsx would look at each of
// its thousand files.
require("@pulumi/policy");
require("tsx/cjs/api").register();
require("./index.ts");

// The SDK compiles a pack's TypeScript with the compiler it brings along (3.8), types included. Going first, tsx takes the
// files as they are; types are checked once, by `npm run check`.
require("tsx/cjs/api").register();
require("./index.ts");

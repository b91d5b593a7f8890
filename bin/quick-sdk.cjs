/** Makes the Pulumi SDK quicker, in every process that runs it: the command line, the program, the tests, the policy pack. */
require("./lazy-sdk.cjs");
require("./lean-pack.cjs");
require("./shallow-messages.cjs");
require("./untraced-promises.cjs");

/**
 * Makes the Pulumi SDK quicker by changing parts of it while they are loaded. This is for processes in which nothing is at stake: simulated
 * stacks, the embedded control plane, `platform check`, tests, and the policy pack, which registers nothing. No process that works on AWS
 * or on a cluster that exists loads it. `EKS_PLATFORM_PLAIN_SDK=true` switches all of it off everywhere.
 */
if (process.env.EKS_PLATFORM_PLAIN_SDK !== "true") {
    require("./lazy-sdk.cjs");
    require("./shallow-messages.cjs");
    require("./unsent-debug.cjs");
    require("./untraced-promises.cjs");
}

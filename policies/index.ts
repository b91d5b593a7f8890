import { PolicyPack } from "@pulumi/policy";
import { chartOpener } from "./chart-opener";
import { buildPack } from "./pack";

new PolicyPack("eks-platform", buildPack({ openRelease: chartOpener(process.env) }));

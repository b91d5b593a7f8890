import { PolicyPack } from "@pulumi/policy";
import { buildPack } from "./pack";

new PolicyPack("eks-platform", buildPack());

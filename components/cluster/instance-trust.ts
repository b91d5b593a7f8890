import { policyDocument } from "../aws/policy-document";

/** The trust of roles that EC2 hands to instances, and nobody else. */
export const INSTANCE_TRUST = policyDocument([
    { Sid: "Ec2", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

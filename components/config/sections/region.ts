import * as z from "zod";
import { REGIONS, REGIONS_DERIVED, servedRegion, servedRegions } from "../../../core/facts/aws/regions";
import { closest } from "../../../core/faults/spelling";
import { defineSection } from "../section";

/** An AWS region in which EKS is offered and that the platform serves. */
const regionSchema = z
    .string({ error: "an AWS region, for example eu-west-1" })
    .superRefine((name, context) => {
        if (servedRegion(name)) {
            return;
        }
        const partition = REGIONS.get(name)?.partition;
        const meant = closest(name, servedRegions());
        context.addIssue({
            code: "custom",
            input: name,
            message:
                partition === undefined
                    ? `an AWS region with EKS, for example eu-west-1; known on ${REGIONS_DERIVED}: ${servedRegions().join(", ")}`
                    : `a region of the partitions aws and aws-us-gov: service principals, endpoints and registries are others in ${partition}, which this platform does not support`,
            params: {
                next:
                    partition === undefined && meant !== undefined
                        ? `Did you mean "${meant}"?`
                        : "Choose a supported region.",
            },
        });
    })
    .meta({ title: "AWS region", examples: ["eu-west-1"] });

/** The section `region`. */
export const regionSection = defineSection({
    name: "region",
    description: "AWS region of the partitions `aws` or `aws-us-gov`; required for clusters of kind `eks`.",
    schema: regionSchema,
    appliesTo: ["eks"],
});

import * as z from "zod";
import { REGIONS, REGIONS_DERIVED, servedRegion, servedRegions } from "../../core/facts/aws/regions";
import { closest } from "../../core/faults/spelling";

/** An AWS region in which EKS is offered and that the platform serves. */
export const regionSchema = z
    .string()
    .superRefine((name, context) => {
        if (servedRegion(name)) return;
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

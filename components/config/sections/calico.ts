import * as z from "zod";
import { replicas } from "../../schema/fields";
import { defineSection } from "../section";

const calicoSchema = z.strictObject({
    enabled: z
        .boolean()
        .optional()
        .describe(
            "Whether Calico is installed. Default: true on clusters of kind `eks`, where the VPC CNI's own policy engine is off; false elsewhere.",
        ),
    replicas: replicas.default(2).describe("Replicas of Calico's control plane (Typha and the controllers)."),
});

/** The section `calico`. */
export const calicoSection = defineSection({
    name: "calico",
    description: "Enforcement of NetworkPolicies, on top of the VPC CNI.",
    schema: calicoSchema.prefault({}),
    resolve: (settings, { kind }) => ({ ...settings, enabled: settings.enabled ?? kind === "eks" }),
});

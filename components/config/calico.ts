import * as z from "zod";
import { replicas } from "./fields";

/** Schema of the section `calico`. */
export const calicoSchema = z.strictObject({
    enabled: z
        .boolean()
        .optional()
        .describe(
            "Whether Calico is installed. Default: true on clusters of kind `eks`, where the VPC CNI's own policy engine is off; false elsewhere.",
        ),
    replicas: replicas.default(2).describe("Replicas of Calico's control plane (Typha and the controllers)."),
});

import * as z from "zod";
import { replicas } from "./fields";

/** Section `calico`: enforcement of NetworkPolicies, on top of the VPC CNI. */
export const calicoSchema = z.strictObject({
    /** Default: true on clusters of kind `eks`, where the VPC CNI's own policy engine is off; false elsewhere. */
    enabled: z.boolean().optional(),
    /** Replicas of Calico's control plane (Typha and the controllers). */
    replicas: replicas.default(2),
});

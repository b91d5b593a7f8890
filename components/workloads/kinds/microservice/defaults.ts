import { completeCommon } from "../../common-defaults";
import { completePorts } from "../../serving-fields";
import type { MicroserviceFields } from "./schema";

/** Fills in what depends on other fields. Completing a complete microservice changes nothing. */
export function completeMicroservice({ port, ...fields }: MicroserviceFields) {
    return {
        ...fields,
        ...completeCommon(fields),
        ports: completePorts({ port, ports: fields.ports }, "http"),
        replicas: fields.autoscaling ? undefined : (fields.replicas ?? 2),
    };
}

import { completeCommon } from "../../common-defaults";
import { completePorts } from "../../serving-fields";
import type { StatefulFields } from "./schema";

/** Fills in what depends on other fields. Completing a complete stateful service changes nothing. */
export function completeStateful({ port, ...fields }: StatefulFields) {
    return {
        ...fields,
        ...completeCommon(fields),
        ports: completePorts({ port, ports: fields.ports }, "tcp"),
        replicas: fields.replicas ?? 1,
    };
}

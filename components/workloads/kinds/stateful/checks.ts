import { checkCommon } from "../../common-checks";
import { checkDisruption, checkPorts } from "../../serving-checks";
import type { FieldChecks } from "../definition";
import type { StatefulFields } from "./schema";

/** Fields of a stateful service that contradict one another. */
export function checkStateful({ fields, report, isSound }: FieldChecks<StatefulFields>): void {
    if (isSound("port") && isSound("ports")) {
        checkPorts(fields, "tcp", report);
    }
    checkDisruption(fields, fields.replicas ?? 1, report);
    checkCommon(fields, report);
}

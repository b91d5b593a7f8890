import type { Report } from "../../../schema/report";
import { checkCommon } from "../../common-checks";
import { checkDisruption, checkPorts } from "../../serving-checks";
import type { FieldChecks } from "../definition";
import type { MicroserviceFields } from "./schema";

/** Fields of a microservice that contradict one another. */
export function checkMicroservice({ fields, report, isSound }: FieldChecks<MicroserviceFields>): void {
    checkAutoscaling(fields, report);
    if (isSound("port") && isSound("ports")) {
        checkPorts(fields, "http", report);
    }
    checkShutdown(fields, report);
    checkDisruption(fields, fields.autoscaling?.min ?? fields.replicas ?? 2, report);
    checkCommon(fields, report);
}

function checkAutoscaling({ replicas, autoscaling }: Partial<MicroserviceFields>, report: Report): void {
    if (!autoscaling) {
        return;
    }
    if (replicas !== undefined) {
        report(
            ["replicas"],
            replicas,
            "nothing beside autoscaling, which owns the number of replicas",
            "Remove one of the two.",
        );
    }
    if (autoscaling.max < autoscaling.min) {
        report(["autoscaling", "max"], autoscaling.max, `at least min (${autoscaling.min})`, "Raise max or lower min.");
    }
}

function checkShutdown(fields: Partial<MicroserviceFields>, report: Report): void {
    const { terminationGracePeriodSeconds: grace, drainSeconds: drain } = fields;
    if (grace === undefined || drain === undefined || grace > drain) {
        return;
    }
    report(
        ["terminationGracePeriodSeconds"],
        grace,
        `more than drainSeconds (${drain}), or the process gets no time to end by itself`,
        "Raise it or lower drainSeconds.",
    );
}

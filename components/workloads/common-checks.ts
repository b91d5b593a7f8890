import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import type { Report } from "../schema/report";
import type { CommonFields } from "./common-fields";
import { checkConfigMaps, checkMounts, type MountedFields } from "./mount-checks";

/** Fields that every kind has and that contradict one another. */
export function checkCommon(fields: Partial<CommonFields> & MountedFields, report: Report): void {
    checkResources(fields, report);
    checkMounts(fields, report);
    checkConfigMaps(fields, report);
    checkCredentials(fields, report);
}

function checkResources({ resources }: Partial<CommonFields>, report: Report): void {
    for (const kind of ["cpu", "memory"] as const) {
        const request = resources?.requests[kind];
        const limit = resources?.limits[kind];
        if (request === undefined || limit === undefined) {
            continue;
        }
        if ((parseQuantity(request) ?? 0) > (parseQuantity(limit) ?? 0)) {
            report(
                ["resources", "limits", kind],
                limit,
                `at least the request (${request})`,
                "Raise the limit or lower the request.",
            );
        }
    }
}

function checkCredentials({ credentials = {} }: Partial<CommonFields>, report: Report): void {
    for (const [name, { value, length }] of Object.entries(credentials)) {
        if (value === undefined || length === undefined) {
            continue;
        }
        const next = "Remove one of the two.";
        report(["credentials", name, "length"], length, "nothing beside value, which is the password itself", next);
    }
}

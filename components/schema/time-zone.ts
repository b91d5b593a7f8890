import * as z from "zod";
import { closest } from "../../core/faults/spelling";

/** As IANA writes the names of areas and places. JavaScript takes them in any case, Kubernetes in this one alone. */
const NAME = /^(UTC|[A-Z][A-Za-z]+(\/[A-Z][\w+-]*)+)$/;

/**
 * An IANA time zone that this runtime knows.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
 */
export const timeZone = z
    .string()
    .superRefine((name, context) => {
        if (NAME.test(name) && isKnown(name)) {
            return;
        }
        const meant = closest(name, Intl.supportedValuesOf("timeZone"));
        context.addIssue({
            code: "custom",
            input: name,
            message: "an IANA time zone with its area, for example Europe/Berlin or Etc/UTC",
            params: { next: meant ? `Did you mean "${meant}"?` : "Write the name of a place in the zone." },
        });
    })
    .meta({ title: "time zone", examples: ["Europe/Berlin"] });

function isKnown(name: string): boolean {
    try {
        new Intl.DateTimeFormat("en", { timeZone: name });
        return true;
    } catch {
        return false;
    }
}

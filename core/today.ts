/** The day of a moment, in UTC, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
    return moment.toISOString().slice(0, "YYYY-MM-DD".length);
}

/** Today in the calendar of rules and exemptions, as `YYYY-MM-DD`. */
export function today(): string {
    return dayOf(new Date());
}

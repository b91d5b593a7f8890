import * as z from "zod";

/** A field of a schedule: what it is called, its range, and names for its numbers from the first on. */
interface FieldRange {
    readonly name: string;
    readonly min: number;
    readonly max: number;
    readonly words: readonly string[];
}

const FIELDS: readonly FieldRange[] = [
    { name: "minute", min: 0, max: 59, words: [] },
    { name: "hour", min: 0, max: 23, words: [] },
    { name: "day of the month", min: 1, max: 31, words: [] },
    {
        name: "month",
        min: 1,
        max: 12,
        words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    { name: "day of the week", min: 0, max: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const WORDS = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/** `@every` and a duration as Go writes it, of at least a second. */
const EVERY = /^@every (?=.*[1-9])((\d+(\.\d*)?|\.\d+)(s|m|h))+$/;

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The schedule of a CronJob. Kubernetes reads it as robfig/cron does; of that only what never fires (an empty list, the
 * 30th of February) is refused here too.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export const schedule = z
    .string()
    .superRefine((text, context) => {
        const problem = scheduleProblem(text);
        if (problem === undefined) {
            return;
        }
        context.addIssue({
            code: "custom",
            input: text,
            message: `a schedule of five fields (${FIELDS.map(({ name }) => name).join(", ")}), ${WORDS.join(", ")}, or @every with a duration such as 1h30m`,
            params: { next: problem },
        });
    })
    .meta({ title: "cron schedule", examples: ["30 3 * * mon-fri", "@hourly"] });

/** What is wrong with a schedule, as a sentence that says what to do; undefined for one that Kubernetes takes and that fires. */
export function scheduleProblem(text: string): string | undefined {
    if (/^(CRON_)?TZ=/.test(text)) {
        return "Write the time zone into the key timeZone.";
    }
    if (text.startsWith("@")) {
        return WORDS.includes(text) || EVERY.test(text) ? undefined : "Write one of these words, in lower case.";
    }
    const parts = text.split(/[ \t]+/).filter((part) => part !== "");
    if (parts.length !== FIELDS.length) {
        return `Write five fields; there ${parts.length === 1 ? "is one" : `are ${parts.length}`}.`;
    }
    const values: (ReadonlySet<number> | undefined)[] = [];
    for (const [index, range] of FIELDS.entries()) {
        const numbers = numbersOf(parts[index] ?? "", range);
        if (typeof numbers === "string") {
            return numbers;
        }
        values.push(numbers);
    }
    const [, , days, months, weekdays] = values;
    return days && !weekdays && !hasDay(days, months) ? "Choose a day that one of these months has." : undefined;
}

/** The numbers that a field names, undefined for any, or what is wrong with it. */
function numbersOf(field: string, range: FieldRange): ReadonlySet<number> | undefined | string {
    const numbers = new Set<number>();
    let any = false;
    for (const item of field.split(",")) {
        const [, first = "", last, stepText] = /^([^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(item) ?? [];
        const step = stepText === undefined ? 1 : Number(stepText);
        const isAny = ["*", "?"].includes(first) && last === undefined;
        const from = isAny ? range.min : numberOf(first, range);
        const to = isAny || (last === undefined && stepText !== undefined) ? range.max : numberOf(last ?? first, range);
        if (from === undefined || to === undefined || from > to || step < 1) {
            return `Change ${JSON.stringify(item)}: the ${range.name} is from ${range.min} to ${range.max}${namesOf(range)}, or * for any; a-b is a range, and /n takes each n-th.`;
        }
        if (isAny && step === 1) {
            any = true;
        }
        for (let number = from; number <= to; number += step) {
            numbers.add(number);
        }
    }
    return any ? undefined : numbers;
}

function namesOf({ words }: FieldRange): string {
    return words.length > 0 ? ` or ${words[0]} to ${words.at(-1)}` : "";
}

function numberOf(text: string, { min, max, words }: FieldRange): number | undefined {
    const word = words.indexOf(text.toLowerCase());
    if (word >= 0) {
        return min + word;
    }
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
}

function hasDay(days: ReadonlySet<number>, months: ReadonlySet<number> | undefined): boolean {
    const first = Math.min(...days);
    return LONGEST_MONTHS.some((length, index) => (months?.has(index + 1) ?? true) && first <= length);
}

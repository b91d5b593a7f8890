/** What stands for nothing in YAML. */
const NULLS = ["", "~", "null", "Null", "NULL"];

/** A number as JSON writes it, which every YAML reader takes for the same one. */
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Where readers of YAML 1.1, readers of YAML 1.2 and the engine's own see something else than text. */
const NOT_TEXT = [
    /^(true|false|True|False|TRUE|FALSE)$/,
    /^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/,
    // The engine's parser takes a sign after the prefix, too.
    /^-?0[bo][-+][0-7]+$/,
    /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/,
    /^[-+]?\.(inf|Inf|INF)$/,
    /^\.(nan|NaN|NAN)$/,
];

/** The four forms of a time that the engine's parser tries, as Go reads them: blanks may repeat, and a comma is a point. */
const TIME =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d{2}):(\d{2}))| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;

/** True for a time that exists: the engine reads every other one as text. */
function isTime(text: string): boolean {
    const parts = TIME.exec(text)
        ?.slice(1)
        .map((part) => Number(part ?? "0"));
    if (parts === undefined) {
        return false;
    }
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0, ofZone = 0] = parts;
    const [otherHour = 0, otherMinute = 0, otherSecond = 0] = parts.slice(8);
    // The calendar repeats every 400 years; day 0 of a month is the last of the one before.
    const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
    return (
        month >= 1 &&
        month <= 12 &&
        day >= 1 &&
        day <= days &&
        Math.max(hour, otherHour) < 24 &&
        Math.max(minute, second, otherMinute, otherSecond) < 60 &&
        // Go takes these two for hours and minutes of a zone.
        zone <= 24 &&
        ofZone <= 60
    );
}

/** A scalar without quotes: its value, or that its text is not what YAML makes of it. */
export type PlainScalar =
    | {
          /** What the scalar means to the engine. */
          readonly value: string | number | boolean | null;
      }
    | {
          /** The text is not the value: it must stand in quotes. */
          readonly ambiguous: true;
      };

/**
 * Reads a scalar without quotes as the engine does (gopkg.in/yaml.v3). The engine keeps the value alone: `1.10` becomes 1.1, `0027`
 * becomes 23, a date a time of day. Such a scalar is ambiguous; it has one meaning again in quotes.
 */
export function readPlain(text: string): PlainScalar {
    if (NULLS.includes(text)) {
        return { value: null };
    }
    if (text === "true" || text === "false") {
        return { value: text === "true" };
    }
    if (DECIMAL.test(text) && String(Number(text)) === text) {
        return { value: Number(text) };
    }
    // Underscores are dropped before a number is read.
    const number = /^[-+.\d]/.test(text) ? text.replaceAll("_", "") : text;
    return isTime(text) || NOT_TEXT.some((pattern) => pattern.test(number)) ? { ambiguous: true } : { value: text };
}

import { mapTexts } from "../../core/data";
import type { Review } from "../../review/model/review";
import { changedReview } from "./changed-review";

/** What somebody who opens a pull request may call things, to get more than a name. */
export const HOSTILE = [
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(2)</script>",
    "<!--<script>",
    '"]; digraph { n0 [label="owned" URL="javascript:alert(3)"]; }',
    "\\N\\\"'`$" + "{alert(4)}",
    "\"' onmouseover=alert(5) x='",
    "javascript:alert(6)",
    "\u202Egnp.exe\u2066",
    "name\u0000\u001b[31m\u2028end",
    "]]></style><svg onload=alert(7)>",
    "{{constructor.constructor('alert(8)')()}}",
    "👩‍💻 名前 نام",
    "__proto__",
    "&lt;b&gt;&amp;",
    "long-".repeat(1_000),
];

/** Values that are words of the format and no names. */
const WORDS =
    /^(same|create|update|replace|delete|new|present|gone|mandatory|advisory|low|medium|high|critical|roll|run|refused|preview|simulated|workload|outside|nodes|cidr|live|fixed|free|usage|unknown|changed|kubernetes|eks-addon|chart|ami|image|current|behind|ending|ended|USD|cluster|nodes|network|storage|logs|keys|other)$/;

/** The changed review with a hostile text at the end of every text that is no word of the format, references among them. */
export function hostileReview(): Review {
    let next = 0;
    const texts = new Map<string, string>();
    const spoilt = (text: string) => (WORDS.test(text) || isType(text) ? text : hostileText(text));
    // The same text stays the same, so that what refers to something still does.
    const hostileText = (text: string): string => {
        const known = texts.get(text) ?? `${text}${HOSTILE[next++ % HOSTILE.length]}`;
        texts.set(text, known);
        return known;
    };
    return Object.assign(changedReview(), mapTexts(changedReview(), spoilt));
}

/** Types decide what is drawn as what. */
function isType(value: string): boolean {
    return /^[a-z][\w.-]*:[\w./-]+:\w[\w-]*$/.test(value);
}

import { PRIVATE_RANGES, parseCidr } from "../../../core/facts/network/cidr";
import type { Match } from "../selector";
import { type Condition, limitsTo } from "./condition";
import { arnParts, isLiteral } from "./patterns";

/** A sort of condition keys that say who calls, and the values that leave few of all callers. */
interface CallerKeys {
    readonly keys: readonly string[];
    /** What the keys can be compared by, without set operators. */
    readonly operators: RegExp;
    readonly isFixed: (value: string) => boolean;
}

const TEXT = /^string/;

/**
 * The keys by which a statement for everyone is for few after all. Every other key says how, when, where or what somebody
 * asks, or repeats what they wrote themselves: a header, a tag, a session's name.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CALLER_KEYS: readonly CallerKeys[] = [
    {
        keys: [
            ...["aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "aws:vpceaccount", "kms:calleraccount"],
            ...["aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid", "s3:dataaccesspointaccount"],
            ...["aws:sourcevpc", "aws:sourcevpce", "aws:ec2instancesourcevpc"],
            ...["aws:principalservicename", "aws:principalservicenameslist"],
        ],
        operators: TEXT,
        isFixed: isLiteral,
    },
    {
        keys: ["aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"],
        operators: TEXT,
        // The path starts with the organisation.
        isFixed: (value) => value.includes("/") && isLiteral(value.slice(0, value.indexOf("/"))),
    },
    {
        keys: [
            ...["aws:principalarn", "aws:sourcearn", "aws:sourcevpcarn", "s3:dataaccesspointarn"],
            ...["lambda:sourcefunctionarn", "ec2:sourceinstancearn", "ssm:sourceinstancearn"],
        ],
        operators: /^(?:string|arn)/,
        isFixed: isOfOneAccount,
    },
    {
        keys: ["aws:userid"],
        operators: TEXT,
        // A role's sessions, `AROAEXAMPLEID:session`, and those of an account.
        isFixed: (value) => isLiteral(value) || (value.includes(":") && isLiteral(value.slice(0, value.indexOf(":")))),
    },
    { keys: ["aws:sourceip"], operators: /^ipaddress$/, isFixed: isNarrowRange },
    {
        // Who subscribes decides nothing where the messages go to one's own addresses alone.
        keys: ["sns:endpoint"],
        operators: TEXT,
        isFixed: (value) => isLiteral(value) || isOfOneAccount(value) || /^(\*@|https?:\/\/)[^*?$/]+(\/|$)/.test(value),
    },
    {
        // Mount targets are reached from their network alone.
        keys: ["elasticfilesystem:accessedviamounttarget"],
        operators: /^bool$/,
        isFixed: (value) => value === "true",
    },
];

const BY_KEY = new Map(CALLER_KEYS.flatMap((entry) => entry.keys.map((key) => [key, entry] as const)));

/** Whether a condition leaves few of all callers, in any account. */
export function limitsCallers(condition: Condition): Match {
    const known = BY_KEY.get(condition.key);
    return known === undefined
        ? "no"
        : limitsTo(condition, (value, operator) => known.operators.test(operator) && known.isFixed(value));
}

/** An ARN that strangers cannot have: all of it is fixed, or its account, or the name of its bucket. */
function isOfOneAccount(value: string): boolean {
    const parts = arnParts(value);
    return (
        parts !== undefined &&
        (isLiteral(value) ||
            /^\d+$/.test(parts.account) ||
            (parts.service === "s3" && isLiteral(parts.resource.split("/")[0] ?? "")))
    );
}

/** A range that S3 does not count as the whole internet: at most a /8 of IPv4, a /32 of IPv6, or a private one. */
function isNarrowRange(value: string): boolean {
    const range = parseCidr(value);
    if (range === undefined) {
        return false;
    }
    const bits = range.family === 4 ? 24n : 96n;
    return (
        range.last - range.first < 1n << bits ||
        PRIVATE_RANGES.some(
            ({ family, first, last }) => family === range.family && first <= range.first && range.last <= last,
        )
    );
}

/** One statement of an IAM policy. */
export interface PolicyStatement {
    /** What the statement is for, in letters and digits; unique in its policy. */
    readonly Sid: string;
    /** Whether it allows its actions or forbids them. */
    readonly Effect: "Allow" | "Deny";
    /** Who it is for. @default whoever has the policy, which is not one of a resource */
    readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
    /** Actions, such as `s3:GetObject`. */
    readonly Action: string | readonly string[];
    /** ARNs of what it covers. @default the role, in a trust policy */
    readonly Resource?: string | readonly string[];
    /** Values of the request's keys, by operator. @default none */
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy as the JSON text that AWS stores. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

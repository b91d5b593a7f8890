import type { PolicyDocument } from "../../../iam/evaluate";
import { Account, type Asker } from "../account";
import type { Made } from "../made";

/** What must be so in every stack that has what it speaks of. */
export interface Question {
    /** As a sentence that is true. */
    readonly says: string;
    /** Whether a stack has what the question speaks of. @default every stack has */
    readonly of?: (account: Account) => boolean;
    readonly holds: (account: Account) => boolean;
}

/** What an identity may that has every right. */
export const anything: PolicyDocument = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

/** What an identity may that has no right to any key by itself. */
export const anythingButKeys: PolicyDocument = { Statement: { Effect: "Allow", NotAction: "kms:*", Resource: "*" } };

/** Somebody of another account who may do there what he likes. */
export const stranger: Asker = {
    kind: "AWS",
    id: "arn:aws:iam::999988887777:role/stranger",
    policies: [anything],
};

/** Questions to stacks that have what all of them speak of. */
export function questionsOf(of: (account: Account) => boolean, questions: readonly Question[]): readonly Question[] {
    return questions.map((question) => ({ of, ...question }));
}

/** A service of AWS. */
export function service(name: string): Asker {
    return { kind: "Service", id: `${name}.amazonaws.com` };
}

/** The questions that a stack answers with no. */
export function failures(questions: readonly Question[], resources: readonly Made[]): readonly string[] {
    const account = new Account(resources);
    return questions.filter(({ holds }) => !holds(account)).map(({ says }) => says);
}

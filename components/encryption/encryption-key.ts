import { Alias } from "@pulumi/aws/kms/alias";
import { Key } from "@pulumi/aws/kms/key";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import { policyDocument } from "../aws/policy-document";
import { type KeyPurpose, keyPolicy } from "./key-policy";

/** Arguments of an {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
    /** What the key encrypts. */
    readonly purpose: KeyPurpose;
    /** AWS region of the key. */
    readonly region: string;
    /** Whether that is another region than the provider's. @default false */
    readonly isElsewhere?: boolean;
    /** Whether Pulumi refuses to delete the key: what it encrypted would be lost. */
    readonly protect: boolean;
}

/** Days in which a deleted key can be restored; the longest that AWS offers. */
const DELETION_WINDOW_DAYS = 30;

/**
 * A customer-managed key that rotates every year and that only its users can use.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export class EncryptionKey extends pulumi.ComponentResource {
    /** ARN of the key. */
    readonly arn: pulumi.Output<string>;

    constructor(name: string, args: EncryptionKeyArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:encryption:EncryptionKey", name, args, opts);
        const place = args.isElsewhere === true ? { region: args.region } : {};
        const key = new Key(
            `${name}-key`,
            {
                ...place,
                description: `eks-platform: ${args.purpose}`,
                enableKeyRotation: true,
                deletionWindowInDays: DELETION_WINDOW_DAYS,
                policy: accountOf(this, args.region).apply((account) =>
                    policyDocument(keyPolicy(args.purpose, account)),
                ),
            },
            { parent: this, protect: args.protect },
        );
        new Alias(`${name}-alias`, { ...place, targetKeyId: key.keyId }, { parent: this });
        this.arn = key.arn;
        this.registerOutputs({ arn: this.arn });
    }
}

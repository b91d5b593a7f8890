import * as z from "zod";
import { inputAt } from "../../core/facts/aws/catalog";
import { dnsLabel } from "../schema/fields";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";

/** After how many days without a read or write EFS can move a file. */
const DAYS = (inputAt(FILE_SYSTEM, "lifecyclePolicies.transitionToIa").enum ?? [])
    .map((value) => Number(/^AFTER_(\d+)_DAYS?$/.exec(String(value))?.[1]))
    .sort((one, other) => one - other);

/** Throughput that can be provisioned, in MiB/s: AWS's default quota in most regions. */
const MOST_PROVISIONED = 3414;

const days = z.union([z.literal(DAYS), z.literal("never")]);

/** The file system that pods in every zone share. */
export const sharedFilesSchema = z
    .strictObject({
        enabled: z.boolean().default(true).describe("Whether the file system is made."),
        tier: dnsLabel.default("shared").describe("The name of its tier."),
        infrequentAccessAfterDays: days
            .default(30)
            .describe(
                "Days without a read or write after which a file moves to infrequent access, which costs less to keep and more to read.",
            ),
        archiveAfterDays: days
            .default("never")
            .describe("The same for the archive, which goes further in both; with elastic throughput only."),
        returnsOnAccess: z
            .boolean()
            .default(true)
            .describe("Whether a file that is read or written moves back to where it is quick."),
        throughput: z
            .union([z.literal(["elastic", "bursting"]), z.int().min(1).max(MOST_PROVISIONED)])
            .default("elastic")
            .describe(
                `\`elastic\` is paid by what is read and written; \`bursting\` grows with what is kept, at no extra price; a number is MiB/s, 1 to ${MOST_PROVISIONED}, paid whether used or not.`,
            ),
    })
    .superRefine(({ infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, throughput }, context) => {
        if (archive === "never") {
            return;
        }
        const report = (message: string, next: string) =>
            context.addIssue({
                ...{ code: "custom", input: archive, path: ["archiveAfterDays"], message },
                params: { next },
            });
        if (throughput !== "elastic") {
            report('"never": EFS archives files with elastic throughput only', "Remove this key, or throughput.");
        }
        if (infrequent === "never" || infrequent >= archive) {
            report(
                `more days than infrequentAccessAfterDays (${infrequent}): files go to infrequent access before`,
                "Raise it, or lower infrequentAccessAfterDays.",
            );
        }
    });

/** The shared file system's settings with their defaults. */
export type SharedFiles = z.output<typeof sharedFilesSchema>;

import * as z from "zod";
import type { Report } from "../../schema/report";
import { checkPartition } from "../partition";
import { pipelineArns } from "../pipeline-arns";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** A number that GitHub gave; YAML may write it with or without quotes. */
const GITHUB_ID = { error: "the number that GitHub gave it, for example 1234567" };
const githubId = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/, GITHUB_ID)], GITHUB_ID).transform(String);

const githubSchema = z.strictObject({
    owner: z
        .string()
        .regex(/^[A-Za-z\d](?:[A-Za-z\d_-]{0,99})$/, {
            error: "the login of a user or an organisation, for example acme",
        })
        .describe("Login of the user or organisation that owns the repository."),
    repository: z
        .string()
        .regex(/^[\w.-]{1,100}$/, { error: "the repository's name without its owner, for example platform" })
        .describe("Name of the repository, without its owner."),
    ownerId: githubId.describe(
        "The owner's number, which no other owner gets: `gh api repos/OWNER/REPOSITORY --jq .owner.id`.",
    ),
    repositoryId: githubId.describe("The repository's number: `gh api repos/OWNER/REPOSITORY --jq .id`."),
    branch: z
        .string()
        .regex(/^[\w.-]+(?:\/[\w.-]+)*$/, { error: "the name of one branch, without wildcards, for example main" })
        .default("main")
        .describe("The branch whose workflows get the role that previews."),
    environment: z
        .string()
        .regex(/^[\w.-]{1,255}$/, {
            error: "the name of one environment in letters, digits, '.', '_' and '-', for example prod",
        })
        .optional()
        .describe(
            "The environment whose jobs get the role that updates; let it have required reviewers. Default: the stack's name.",
        ),
    provider: z
        .string()
        .regex(/^arn:aws(-[a-z]+)*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/, {
            error: "the ARN of the account's identity provider for GitHub, for example arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        })
        .optional()
        .describe(
            "The account's identity provider for GitHub, where it has one already: an account takes one. Default: the stack makes it.",
        ),
});

const pipelineSchema = z
    .strictObject({
        github: githubSchema.describe("The repository whose workflows are let in."),
        state: z
            .strictObject({
                bucket: z
                    .string()
                    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, {
                        error: "the name of a bucket of S3, for example my-state",
                    })
                    .describe("Name of the bucket."),
                keys: z
                    .array(
                        z.string().regex(/^arn:aws(-[a-z]+)*:kms:[a-z\d-]+:\d{12}:key\/[\w-]+$/, {
                            error: "the ARN of one key, not of an alias, for example arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                        }),
                    )
                    .default([])
                    .describe("The keys of KMS that encrypt the bucket, or the secrets of the state."),
            })
            .optional()
            .describe(
                "The bucket of Pulumi's state, which both roles read and the one that updates writes. Default: the state is elsewhere.",
            ),
        permissionsBoundary: z
            .string()
            .regex(/^arn:aws(-[a-z]+)*:iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/, {
                error: "the ARN of a managed policy, for example arn:aws:iam::111122223333:policy/platform-boundary",
            })
            .optional()
            .describe(
                "A managed policy that bounds every role of the stack but the two of the pipeline. The role that updates makes and changes no role without it, so that it cannot get beyond. Default: none.",
            ),
    })
    .optional();

type PipelineConfig = z.output<typeof pipelineSchema>;

/** The section `pipeline`. */
export const pipelineSection = defineSection({
    name: "pipeline",
    description:
        "Roles in AWS for the workflows of one repository of GitHub: one that previews, one that updates. Default: none.",
    schema: pipelineSchema,
    appliesTo: ["eks"],
    check: checkPipeline,
});

function checkPipeline(pipeline: PipelineConfig, context: SectionContext, report: Report): string[] {
    for (const [path, arn] of pipelineArns(pipeline)) {
        checkPartition(arn, context.resolved("region"), path, report);
    }
    const cluster = context.parsed("cluster");
    if (pipeline && cluster?.kind === "eks" && cluster.endpoint.access === "session") {
        report(
            ["github"],
            pipeline.github,
            "no pipeline with cluster.endpoint.access: session: its roles may neither make the host of sessions nor open one",
            "Set cluster.endpoint.access to network and run the pipeline inside the VPC, or to public-cidrs.",
        );
    }
    return [];
}

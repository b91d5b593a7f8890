import * as z from "zod";
import { GP3_BASELINE, VOLUME_LIMITS, VOLUME_TYPES } from "../../../core/facts/aws/ebs-volumes";
import { dnsLabel, subdomain } from "../../schema/fields";
import type { Report } from "../../schema/report";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { sharedFilesSchema } from "../shared-files";

/** AWS gives a gp3 volume a quarter of a MiB/s for each provisioned IOPS at most. */
const GP3_THROUGHPUT_PER_IOPS = 0.25;

function rangeOf(type: keyof typeof VOLUME_LIMITS, setting: "iops" | "throughput"): string {
    return `${VOLUME_LIMITS[type][setting]?.join(" to ")} for ${type}`;
}

const tierSchema = z
    .strictObject({
        type: z.enum(VOLUME_TYPES).describe("EBS volume type."),
        iops: z
            .int()
            .optional()
            .describe(
                `Provisioned IOPS of each volume: ${rangeOf("gp3", "iops")}, ${rangeOf("io2", "iops")}. Required for io2; gp3 has ${GP3_BASELINE.iops} without it.`,
            ),
        throughput: z
            .int()
            .optional()
            .describe(
                `Provisioned throughput of each volume in MiB/s: ${rangeOf("gp3", "throughput")}, which has ${GP3_BASELINE.throughput} without it.`,
            ),
        encrypted: z.boolean().default(true).describe("Whether volumes are encrypted. The policy pack refuses false."),
        fileSystem: z.enum(["ext4", "xfs"]).default("ext4").describe("File system that volumes are formatted with."),
        reclaimPolicy: z
            .enum(["Delete", "Retain"])
            .default("Delete")
            .describe("What happens to a volume when its claim is deleted."),
    })
    .superRefine((tier, context) => {
        const limits = VOLUME_LIMITS[tier.type];
        for (const setting of ["iops", "throughput"] as const) {
            const value = tier[setting];
            const range = limits[setting];
            if (value === undefined) {
                continue;
            }
            if (!range) {
                context.addIssue({
                    code: "custom",
                    input: value,
                    path: [setting],
                    message: `no ${setting} for ${tier.type}, whose performance follows its size`,
                    params: { next: "Remove this key." },
                });
            } else if (value < range[0] || value > range[1]) {
                context.addIssue({
                    code: "custom",
                    input: value,
                    path: [setting],
                    message: `${range[0]} to ${range[1]} for ${tier.type}`,
                });
            }
        }
        if (tier.type === "io2" && tier.iops === undefined) {
            context.addIssue({
                code: "custom",
                input: undefined,
                path: ["iops"],
                message: "a number, required for io2",
            });
        }
        const highest = (tier.iops ?? GP3_BASELINE.iops) * GP3_THROUGHPUT_PER_IOPS;
        if (tier.type === "gp3" && tier.throughput !== undefined && tier.throughput > highest) {
            context.addIssue({
                code: "custom",
                input: tier.throughput,
                path: ["throughput"],
                message: `at most ${highest}, a quarter of the IOPS`,
                params: { next: `Raise iops to ${tier.throughput / GP3_THROUGHPUT_PER_IOPS} or lower throughput.` },
            });
        }
    });

/** A tier of block storage. */
export type StorageTier = z.output<typeof tierSchema>;

/** The tiers that every stack has unless it says otherwise under the same name. */
const DEFAULT_TIERS = {
    standard: { type: "gp3" },
    fast: { type: "io2", iops: 4000 },
    bulk: { type: "st1" },
} as const satisfies Record<string, z.input<typeof tierSchema>>;

const storageSchema = z
    .strictObject({
        tiers: z
            .record(dnsLabel, tierSchema)
            .prefault({})
            .describe(
                "Own tiers; added to `standard` (gp3), `fast` (io2) and `bulk` (st1), or in place of one of them.",
            ),
        classes: z
            .record(dnsLabel, subdomain.describe("Name of a StorageClass of the cluster."))
            .default({})
            .describe(
                "On a cluster of kind `existing` only: the StorageClass of each tier, which exists there. Default: `defaultTier` has the cluster's default class, and there are no other tiers. `tiers` that such a stack lists itself become classes of its own, for EBS volumes.",
            ),
        defaultTier: dnsLabel.default("standard").describe("The tier of claims that name none."),
        shared: sharedFilesSchema
            .prefault({})
            .describe("A file system that pods in every zone share (EFS); on clusters of kind `eks` only."),
        snapshots: z
            .strictObject({
                deletionPolicy: z
                    .enum(["Delete", "Retain"])
                    .default("Retain")
                    .describe("What happens to a snapshot in AWS when its VolumeSnapshot is deleted."),
            })
            .prefault({})
            .describe("Snapshots of volumes."),
    })
    .superRefine((storage, context) => {
        // Beside a faulty tier the list of tiers is not whole.
        if (context.issues.some(({ path = [] }) => path[0] === "tiers")) {
            return;
        }
        const { tiers, classes } = storage;
        const names = [...new Set([...Object.keys({ ...DEFAULT_TIERS, ...tiers }), ...Object.keys(classes)])];
        if (!names.includes(storage.defaultTier)) {
            context.addIssue({
                code: "custom",
                input: storage.defaultTier,
                path: ["defaultTier"],
                message: names.join(" or "),
                params: { next: "Name one of the tiers, or add this one to tiers." },
            });
        }
        if (storage.shared.enabled && names.includes(storage.shared.tier)) {
            context.addIssue({
                code: "custom",
                input: storage.shared.tier,
                path: ["shared", "tier"],
                message: `a name other than the block storage tiers ${names.join(", ")}`,
            });
        }
    });

/** The storage section with its defaults. */
export type StorageConfig = z.output<typeof storageSchema>;

/** The section `storage`. */
export const storageSection = defineSection({
    name: "storage",
    description: "What a workload can ask for, by tier. Each tier becomes the StorageClass of that name.",
    schema: storageSchema.prefault({}),
    // A cluster that exists has classes of its own: only the tiers that the stack lists itself are made there.
    resolve: (settings, { kind }) =>
        kind === "existing" ? settings : { ...settings, tiers: { ...defaultTiers(), ...settings.tiers } },
    check: checkClasses,
});

function checkClasses({ tiers, classes }: StorageConfig, { kind }: SectionContext, report: Report): string[] {
    if (kind === undefined) {
        return [];
    }
    for (const [tier, name] of Object.entries(classes)) {
        if (kind !== "existing") {
            const next = "Remove it; describe the tier under tiers.";
            report(["classes", tier], name, "nothing: this stack makes the classes of its cluster itself", next);
        } else if (Object.hasOwn(tiers, tier)) {
            const next = "Remove one of the two, or rename the tier.";
            report(["classes", tier], name, "nothing: the stack makes a class for this tier, under tiers", next);
        }
    }
    return [];
}

function defaultTiers(): Record<string, StorageTier> {
    return Object.fromEntries(Object.entries(DEFAULT_TIERS).map(([name, tier]) => [name, tierSchema.parse(tier)]));
}

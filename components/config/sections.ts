import * as z from "zod";
import { applicationsSchema, servicesSchema } from "../workloads/schema";
import { calicoSchema } from "./calico";
import { clusterSchema } from "./cluster";
import { helmSchema } from "./helm";
import { ingressSchema } from "./ingress";
import { namespacesSchema } from "./namespaces";
import { networkSchema } from "./network";
import { nodeGroupsSchema } from "./node-groups";
import { storageSchema } from "./storage";

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "an AWS region, for example eu-west-1" });
const accountId = z
    .string({ error: 'a 12-digit account id in quotes, for example "111122223333"' })
    .regex(/^\d{12}$/, { error: 'a 12-digit account id in quotes, for example "111122223333"' });

/** Every key of a stack's configuration, without its namespace. All defaults that need no other key are in these schemas. */
export const SECTIONS = {
    /** AWS region; required for clusters of kind `eks`. Empty, as Pulumi.yaml has it for stacks without AWS, is not set. */
    region: z.preprocess((value) => (value === "" ? undefined : value), region.optional()),
    /** AWS accounts that the stack may be created in; with other credentials it stops before anything is made. Default: any. */
    allowedAccountIds: z.array(accountId).default([]),
    /** Tags of every AWS resource. */
    tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
    /** Whether the cluster, its keys and its file systems are protected from deletion. */
    protect: z.boolean().default(false),
    network: networkSchema.prefault({}),
    cluster: clusterSchema,
    nodeGroups: nodeGroupsSchema.default({}),
    storage: storageSchema.prefault({}),
    calico: calicoSchema.prefault({}),
    ingress: ingressSchema.prefault({}),
    helm: helmSchema.prefault({}),
    namespaces: namespacesSchema.default({}),
    applications: applicationsSchema.default({}),
    services: servicesSchema.default({}),
} as const;

/** The name of a section. */
export type SectionName = keyof typeof SECTIONS;

/** Every section as its schema gives it. */
export type Sections = { readonly [Name in SectionName]: z.output<(typeof SECTIONS)[Name]> };

import * as z from "zod";
import { applicationsSchema, servicesSchema } from "../workloads/schema";
import { admissionSchema } from "./admission";
import { calicoSchema } from "./calico";
import { clusterSchema } from "./cluster";
import { helmSchema } from "./helm";
import { ingressSchema } from "./ingress";
import { namespacesSchema } from "./namespaces";
import { networkSchema } from "./network";
import { nodeGroupsSchema } from "./node-groups";
import { regionSchema } from "./region";
import { storageSchema } from "./storage";
import { tagsSchema } from "./tags";

const accountId = z
    .string({ error: 'a 12-digit account id in quotes, for example "111122223333"' })
    .regex(/^\d{12}$/, { error: 'a 12-digit account id in quotes, for example "111122223333"' })
    .meta({ title: "account id in quotes", examples: ["111122223333"] });

/** Every key of a stack's configuration, without its namespace. All defaults that need no other key are in these schemas. */
export const SECTIONS = {
    region: z
        .preprocess((value) => (value === "" ? undefined : value), regionSchema.optional())
        .describe(
            "AWS region of the partitions `aws` or `aws-us-gov`; required for clusters of kind `eks`. Empty, as Pulumi.yaml has it for stacks without AWS, is not set.",
        ),
    allowedAccountIds: z
        .array(accountId)
        .default([])
        .describe(
            "AWS accounts that the stack may be created in; with other credentials it stops before anything is made. Default: any.",
        ),
    tags: tagsSchema
        .default({})
        .describe(
            "Tags of every AWS resource, also of load balancers, volumes and snapshots that controllers of the cluster make; the latter two get those of ASCII characters. Access points of the shared file system get none: the EFS add-on has no setting for them.",
        ),
    protect: z
        .boolean()
        .default(false)
        .describe(
            "Whether the cluster, its keys, its file systems, and the namespaces and volumes of its workloads are protected from deletion.",
        ),
    network: networkSchema.prefault({}).describe("The VPC of a cluster of kind `eks`."),
    cluster: clusterSchema.describe(
        "A new EKS cluster, one that exists, or the embedded control plane on this machine.",
    ),
    nodeGroups: nodeGroupsSchema
        .prefault({})
        .describe("Managed node groups by name; a cluster of kind `eks` needs at least one."),
    storage: storageSchema
        .prefault({})
        .describe("What a workload can ask for, by tier. Each tier becomes the StorageClass of that name."),
    admission: admissionSchema
        .prefault({})
        .describe("The policies as the API server's own: what it refuses from anyone, `kubectl` too."),
    calico: calicoSchema.prefault({}).describe("Enforcement of NetworkPolicies, on top of the VPC CNI."),
    ingress: ingressSchema.prefault({}).describe("How requests reach Services from outside the cluster."),
    helm: helmSchema.prefault({}).describe("Where charts come from and how releases are made."),
    namespaces: namespacesSchema
        .prefault({})
        .describe(
            "Namespaces by name. The namespace of an application exists with these defaults without being listed.",
        ),
    applications: applicationsSchema
        .prefault({})
        .describe(
            "The sample applications that a stack runs, by name. The name tells two of the same sample apart and labels their objects.",
        ),
    services: servicesSchema
        .prefault({})
        .describe("A team's own services, by namespace and name. The services of one namespace are one application."),
} as const;

/** The name of a section. */
export type SectionName = keyof typeof SECTIONS;

/** Every section as its schema gives it. */
export type Sections = { readonly [Name in SectionName]: z.output<(typeof SECTIONS)[Name]> };

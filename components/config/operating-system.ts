import * as z from "zod";

/** What nodes run, for which EKS has AMIs. */
export const operatingSystem = z
    .enum(["bottlerocket", "al2023"])
    .default("bottlerocket")
    .describe("The nodes' operating system: Bottlerocket or Amazon Linux 2023.");

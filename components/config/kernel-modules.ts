import * as z from "zod";

/**
 * File systems and protocols that no node needs, and whose modules the kernel loads by itself where somebody asks for them.
 *
 * @see https://www.cisecurity.org/benchmark/bottlerocket
 */
const NEEDLESS = ["cramfs", "dccp", "freevxfs", "hfs", "hfsplus", "jffs2", "rds", "tipc", "udf"];

/** Kernel modules that nodes never load. */
export const deniedKernelModules = z
    .array(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, {
            error: "the name of a kernel module, for example udf",
        }),
    )
    .max(100)
    .default(NEEDLESS)
    .describe("Kernel modules that the nodes never load. A list takes the place of the default; `[]` denies none.");

import type { Report } from "../schema/report";
import type { CommonFields } from "./common-fields";
import { plainFiles, plainVariables } from "./configuration";

/** What a kind mounts beside what all kinds can. */
export interface MountedFields {
    /** The volume of each replica. @default none */
    readonly storage?: { readonly mountPath: string } | undefined;
}

/** Something that is mounted into a service's container. */
interface Mount {
    readonly path: readonly PropertyKey[];
    readonly target: string;
    readonly isFile: boolean;
}

/** The kernel's own trees: a container's runtime makes no mount in the first, and no file for a mount in the second. */
const KERNEL_PATHS = /^\/(proc|sys)(\/|$)/;

/**
 * Checks that each path holds one thing, and that nothing stands below a file or among the kernel's: a container with such a mount never
 * starts.
 */
export function checkMounts(fields: Partial<CommonFields> & MountedFields, report: Report): void {
    const mounts = mountsOf(fields);
    mounts.forEach(({ path, target }, index) => {
        if (mounts.findIndex((other) => other.target === target) !== index) {
            report(path, target, "a path at which nothing else is mounted", "Change one of the two.");
        }
        if (KERNEL_PATHS.test(target)) {
            report(path, target, "a path outside of /proc and /sys, which are the kernel's", "Choose another path.");
        }
        const file = mounts.find((other) => other.isFile && target.startsWith(`${other.target}/`));
        if (file) {
            report(path, target, `a path that is not below the file ${file.target}`, "Change one of the two paths.");
        }
    });
}

function mountsOf({
    files = {},
    secretFiles = {},
    writablePaths = [],
    storage,
}: Partial<CommonFields> & MountedFields): Mount[] {
    return [
        ...Object.keys(files).map((target) => ({ path: ["files", target], target, isFile: true })),
        ...Object.keys(secretFiles).map((target) => ({ path: ["secretFiles", target], target, isFile: true })),
        ...writablePaths.map((target, index) => ({ path: ["writablePaths", index], target, isFile: false })),
        ...(storage ? [{ path: ["storage", "mountPath"], target: storage.mountPath, isFile: false }] : []),
    ];
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MOST_BYTES = 2 ** 20;

/** Checks that a service's ConfigMaps are not larger than the API server takes. */
export function checkConfigMaps({ env = {}, files = {} }: Partial<CommonFields>, report: Report): void {
    for (const [field, content] of Object.entries({ env: plainVariables(env), files: plainFiles(files) })) {
        const count = Object.keys(content).length;
        const bytes = Object.values(content).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
        if (bytes <= MOST_BYTES) {
            continue;
        }
        report(
            [field],
            `${bytes} bytes in ${count === 1 ? "one entry" : `${count} entries`}`,
            `at most ${MOST_BYTES} bytes together: the API server takes no larger ConfigMap`,
            "Bake large content into the image, or let the service fetch it.",
        );
    }
}

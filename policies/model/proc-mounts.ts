import type { PodView } from "./pod";
import { type Finding, finding } from "./rule";

/** Containers whose /proc is not masked as the runtime masks it. */
export function* unmaskedProcMounts(pod: PodView): Iterable<Finding> {
    for (const container of pod.containers) {
        const procMount = container.security("procMount");
        if (procMount.outside(undefined, "Default")) {
            yield finding(procMount, `${container.label} mounts /proc as ${procMount}; allowed: "Default"`);
        }
    }
}

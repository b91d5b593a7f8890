import type { Report } from "../schema/report";
import type { DefaultPortName, ServingFields } from "./serving-fields";

/** Where clients outside the cluster come in, as far as ports are concerned. */
interface Exposed {
    readonly expose?: { readonly port?: string | undefined } | undefined;
}

/** Ports that contradict one another, and probes and exposure of ports that are not there. */
export function checkPorts(
    fields: Partial<ServingFields> & Exposed,
    defaultName: DefaultPortName,
    report: Report,
): void {
    checkPortList(fields, report);
    checkPortNames(fields, defaultName, report);
}

function checkPortList({ port, ports = [], expose }: Partial<ServingFields> & Exposed, report: Report): void {
    if (port !== undefined && ports.length > 0) {
        report(["port"], port, "nothing beside ports", "Put this port first in ports and remove port.");
    }
    for (const field of ["name", "port"] as const) {
        const values = ports.map((entry) => entry[field]);
        values.forEach((value, index) => {
            if (values.indexOf(value) === index) {
                return;
            }
            report(
                ["ports", index, field],
                value,
                `a ${field} that no other port of the service has`,
                "Change one of the two.",
            );
        });
    }
    if (expose && port === undefined && ports.length === 0) {
        report(["expose"], expose, "only for a service with a port", "Add port.");
    }
}

function checkPortNames(
    { port, ports, probes = {}, expose }: Partial<ServingFields> & Exposed,
    defaultName: DefaultPortName,
    report: Report,
): void {
    const names = ports ? ports.map((entry) => entry.name ?? defaultName) : port === undefined ? [] : [defaultName];
    const checkPort = (path: readonly PropertyKey[], name: string) => {
        if (names.some((known) => known === name)) {
            return;
        }
        report(
            path,
            name,
            names.length > 0 ? names.join(" or ") : "nothing: the service has no port",
            "Name a port of the service.",
        );
    };
    for (const [name, probe] of Object.entries(probes)) {
        if (!probe) {
            continue;
        }
        if (probe.path !== undefined && probe.command) {
            report(["probes", name], probe, "either path or command", "Remove one of the two.");
        }
        if (probe.port !== undefined) {
            checkPort(["probes", name, "port"], probe.port);
        } else if (!probe.command && names.length === 0) {
            report(["probes", name], probe, "a command, because the service has no port", "Add command, or a port.");
        }
    }
    if (expose?.port !== undefined) {
        checkPort(["expose", "port"], expose.port);
    }
}

/**
 * A budget that would let all pods go.
 *
 * @param pods how many there are at least
 */
export function checkDisruption({ disruption }: Partial<ServingFields>, pods: number, report: Report): void {
    const most = Math.max(1, pods - 1);
    if (!disruption || pods === 0 || disruption.maxUnavailable <= most) {
        return;
    }
    report(
        ["disruption", "maxUnavailable"],
        disruption.maxUnavailable,
        pods === 1 ? "1: a single pod has no disruption budget" : `at most ${most}, so that one pod of ${pods} stays`,
        "Lower it or raise the number of replicas.",
    );
}

import type * as z from "zod";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { checkConfigMaps, checkMounts } from "./mount-checks";
import type { ServiceFields } from "./service-schema";
import { validFields } from "./valid-fields";

type Context = z.core.$RefinementCtx<ServiceFields>;
/** Takes one fault of a service: its path inside the service, the value there, what is allowed, and what to do. */
export type Report = (path: readonly PropertyKey[], input: unknown, allowed: string, next: string) => void;

/** Fields of a service that contradict one another. */
export function checkService(value: ServiceFields, context: Context): void {
    const fields = validFields<ServiceFields>(value, context.issues);
    const report: Report = (path, input, allowed, next) =>
        context.addIssue({ code: "custom", path: [...path], input, message: allowed, params: { next } });
    const isSound = (field: keyof ServiceFields) => context.issues.every(({ path = [] }) => path[0] !== field);
    checkKind(fields, report);
    if (isSound("port") && isSound("ports")) {
        checkPorts(fields, report);
        checkProbes(fields, report);
    }
    checkResources(fields, report);
    checkShutdown(fields, report);
    checkDisruption(fields, report);
    checkMounts(fields, report);
    checkConfigMaps(fields, report);
    checkCredentials(fields, report);
}

function checkKind({ kind, replicas, autoscaling, storage, expose }: Partial<ServiceFields>, report: Report): void {
    if (kind === "stateful") {
        const next = "Remove it, or make the service a microservice.";
        if (autoscaling) report(["autoscaling"], autoscaling, "only for kind: microservice", next);
        if (expose) report(["expose"], expose, "only for kind: microservice", next);
    } else if (kind && storage) {
        report(["storage"], storage, "only for kind: stateful", "Set kind: stateful, or remove it.");
    }
    if (!autoscaling) return;
    if (replicas !== undefined) {
        report(
            ["replicas"],
            replicas,
            "nothing beside autoscaling, which owns the number of replicas",
            "Remove one of the two.",
        );
    }
    if (autoscaling.max < autoscaling.min) {
        report(["autoscaling", "max"], autoscaling.max, `at least min (${autoscaling.min})`, "Raise max or lower min.");
    }
}

function checkPorts({ port, ports = [], expose }: Partial<ServiceFields>, report: Report): void {
    if (port !== undefined && ports.length > 0) {
        report(["port"], port, "nothing beside ports", "Put this port first in ports and remove port.");
    }
    for (const field of ["name", "port"] as const) {
        const values = ports.map((entry) => entry[field]);
        values.forEach((value, index) => {
            if (values.indexOf(value) === index) return;
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

function checkProbes({ kind, port, ports, probes = {}, expose }: Partial<ServiceFields>, report: Report): void {
    const fallback = kind === "stateful" ? "tcp" : "http";
    const names = ports ? ports.map((entry) => entry.name ?? fallback) : port === undefined ? [] : [fallback];
    const checkPort = (path: readonly PropertyKey[], name: string) => {
        if (names.includes(name)) return;
        report(
            path,
            name,
            names.length > 0 ? names.join(" or ") : "nothing: the service has no port",
            "Name a port of the service.",
        );
    };
    for (const [name, probe] of Object.entries(probes)) {
        if (!probe) continue;
        if (probe.path !== undefined && probe.command) {
            report(["probes", name], probe, "either path or command", "Remove one of the two.");
        }
        if (probe.port !== undefined) checkPort(["probes", name, "port"], probe.port);
        else if (!probe.command && names.length === 0) {
            report(["probes", name], probe, "a command, because the service has no port", "Add command, or a port.");
        }
    }
    if (expose?.port !== undefined) checkPort(["expose", "port"], expose.port);
}

function checkResources({ resources }: Partial<ServiceFields>, report: Report): void {
    for (const kind of ["cpu", "memory"] as const) {
        const request = resources?.requests[kind];
        const limit = resources?.limits[kind];
        if (request === undefined || limit === undefined) continue;
        if ((parseQuantity(request) ?? 0) > (parseQuantity(limit) ?? 0)) {
            report(
                ["resources", "limits", kind],
                limit,
                `at least the request (${request})`,
                "Raise the limit or lower the request.",
            );
        }
    }
}

function checkShutdown(fields: Partial<ServiceFields>, report: Report): void {
    const { kind, terminationGracePeriodSeconds: grace, drainSeconds: drain } = fields;
    if (kind !== "microservice" || grace === undefined || drain === undefined || grace > drain) return;
    report(
        ["terminationGracePeriodSeconds"],
        grace,
        `more than drainSeconds (${drain}), or the process gets no time to end by itself`,
        "Raise it or lower drainSeconds.",
    );
}

function checkCredentials({ credentials = {} }: Partial<ServiceFields>, report: Report): void {
    for (const [name, { value, length }] of Object.entries(credentials)) {
        if (value === undefined || length === undefined) continue;
        const next = "Remove one of the two.";
        report(["credentials", name, "length"], length, "nothing beside value, which is the password itself", next);
    }
}

function checkDisruption({ kind, replicas, autoscaling, disruption }: Partial<ServiceFields>, report: Report): void {
    const pods = autoscaling?.min ?? replicas ?? (kind === "stateful" ? 1 : 2);
    const most = Math.max(1, pods - 1);
    if (!disruption || pods === 0 || disruption.maxUnavailable <= most) return;
    report(
        ["disruption", "maxUnavailable"],
        disruption.maxUnavailable,
        pods === 1 ? "1: a single pod has no disruption budget" : `at most ${most}, so that one pod of ${pods} stays`,
        "Lower it or raise the number of replicas.",
    );
}

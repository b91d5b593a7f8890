import * as z from "zod";
import { SAMPLE_APPLICATIONS } from "../../apps";
import { closest } from "../../core/faults/spelling";
import { allowedBy } from "../schema/issues";
import { findDefinition } from "../workloads/kinds";
import { isFields, mergePatch } from "../workloads/merge";
import { applicationDescriptionSchema } from "../workloads/schema";
import { serviceName } from "../workloads/service-name";
import { namespaceName } from "./namespace-name";

const applicationEntry = z.strictObject({
    app: z
        .string()
        .optional()
        .meta({
            description: "The sample application. Default: the entry's own name.",
            examples: [...SAMPLE_APPLICATIONS.keys()],
        }),
    namespace: namespaceName.optional().describe("Namespace to run in. Default: the entry's own name."),
    replicas: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe("Replicas of each microservice that does not say otherwise below. Default: the sample's own."),
    services: z
        .record(
            serviceName.meta({ placeholder: "service" }),
            z.record(z.string(), z.unknown()).nullable().meta({
                description: "The changed keys of a service; `null` removes it.",
                see: "Service",
            }),
        )
        .default({})
        .describe(
            "What this stack has differently, by service: a JSON Merge Patch over the sample (`null` removes a key or a whole service, a new name adds a service).",
        ),
});

type ApplicationEntry = z.output<typeof applicationEntry>;

/** Schema of the section `applications`. */
export const applicationsSchema = z
    .record(namespaceName, applicationEntry)
    .superRefine(checkEntries, { when: () => true })
    .transform((entries) =>
        Object.fromEntries(
            Object.entries(entries).flatMap(([name, entry]) => {
                // Where keys alone are unknown, zod goes on to here with the issues that it has.
                const { data: description } = applicationDescriptionSchema.safeParse(describe(name, entry));
                return description ? [[name, { namespace: entry.namespace ?? name, description }]] : [];
            }),
        ),
    );

/** Runs the patched description through the same checks as any other; its faults are shown where the patch stands. */
function checkEntries(
    entries: Record<string, ApplicationEntry>,
    context: z.core.$RefinementCtx<Record<string, ApplicationEntry>>,
): void {
    // Where the section itself is at fault there are no entries.
    if (context.issues.some(({ path = [] }) => path.length === 0)) {
        return;
    }
    for (const [name, entry] of Object.entries(entries)) {
        if (context.issues.some(({ path = [] }) => path[0] === name)) {
            continue;
        }
        const sample = SAMPLE_APPLICATIONS.get(entry.app ?? name);
        if (!sample) {
            context.addIssue({
                code: "custom",
                path: entry.app === undefined ? [name] : [name, "app"],
                input: entry.app ?? name,
                message: `a sample application: ${[...SAMPLE_APPLICATIONS.keys()].join(", ")}`,
                params: { next: "Set app to one of them; your own services belong under services." },
            });
            continue;
        }
        const strangers = Object.entries(entry.services).filter(
            ([service, patch]) => !Object.hasOwn(sample.services, service) && patch?.image === undefined,
        );
        for (const [service] of strangers) {
            const meant = closest(service, Object.keys(sample.services));
            context.addIssue({
                code: "custom",
                path: [name, "services", service],
                input: service,
                message: `a service of the sample: ${Object.keys(sample.services).join(", ")}; or a new one with its image`,
                params: { next: meant ? `Did you mean "${meant}"?` : "Remove this key, or give it an image." },
            });
        }
        if (strangers.length > 0) {
            continue;
        }
        const result = applicationDescriptionSchema.safeParse(describe(name, entry), {
            reportInput: true,
            error: allowedBy,
        });
        for (const issue of result.error?.issues ?? []) {
            // A finished issue is a raw one whose message is already set; its code keeps its meaning for the report.
            const raw = { ...issue, path: [name, ...issue.path] } as z.core.$ZodRawIssue;
            context.issues.push(raw);
        }
    }
}

/** The sample with the stack's patch and number of replicas laid over it. */
function describe(entryName: string, { app, replicas, services: patch }: ApplicationEntry): unknown {
    const services = mergePatch(SAMPLE_APPLICATIONS.get(app ?? entryName)?.services ?? {}, patch);
    if (replicas === undefined) {
        return { services };
    }
    const patches = new Map(Object.entries(patch));
    const scaled = Object.entries(services)
        .filter(([name, service]) => {
            if (!isFields(service) || patches.get(name)?.replicas !== undefined) {
                return false;
            }
            return findDefinition(service.kind)?.followsReplicas && service.autoscaling === undefined;
        })
        .map(([name]) => [name, { replicas }]);
    return { services: mergePatch(services, Object.fromEntries(scaled)) };
}

import * as z from "zod";
import { MANAGED_ADDON_LIST } from "../../cluster/managed-addons";
import { type BuildChannel, buildOf } from "../../cluster/managed-addons/build-of";
import { isOptional, type ManagedAddonName } from "../../cluster/managed-addons/names";
import { replicas } from "../../schema/fields";
import type { Report } from "../../schema/report";
import { nodeTaints } from "../node-labels";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

type Toleration = z.output<typeof nodeTaints>[number];

/** What a stack may say of one add-on. */
interface WrittenAddon {
    readonly enabled?: boolean | undefined;
    readonly build?: string | undefined;
    readonly replicas?: number | undefined;
}

type Written = { readonly builds: BuildChannel; readonly tolerations: readonly Toleration[] } & Readonly<
    Partial<Record<ManagedAddonName, WrittenAddon>>
>;

/** What a stack has of one add-on. */
export interface EksAddonConfig {
    /** Whether it is named; those that are not optional are installed without. */
    readonly enabled: boolean;
    /** Its build; undefined where none is known. */
    readonly build: string | undefined;
    /** Pods of its controller. @default it has no such option */
    readonly replicas: number | undefined;
}

/** The section `eksAddons` with everything decided. */
export type EksAddonsConfig = { readonly tolerations: readonly Toleration[] } & Readonly<
    Record<ManagedAddonName, EksAddonConfig>
>;

const build = z
    .string()
    .regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, {
        error: "a build as `aws eks describe-addon-versions` lists them, for example v1.14.6-eksbuild.4",
    })
    .optional()
    .describe("Its build, instead of that of `builds`. Default: none.");

const eksAddonsSchema: z.ZodType<Written> = z
    .strictObject({
        builds: z
            .enum(["default", "newest"])
            .default("default")
            .describe(
                "Which builds are installed for the cluster's Kubernetes version: those that are AWS's default, or the newest that are known here. [Add-ons](addons.md#managed-by-eks) lists both.",
            ),
        tolerations: nodeTaints
            .default([])
            .describe(
                "Taints of node groups that the controllers of EKS's add-ons bear, so that they run there; those on every node bear all. Default: `CriticalAddonsOnly` alone.",
            ),
        ...Object.fromEntries(
            MANAGED_ADDON_LIST.map(([name, addon]) => {
                const fields = {
                    ...(isOptional(name) && {
                        enabled: z
                            .boolean()
                            .optional()
                            .describe("Whether it is installed. Default: yes, where it is named."),
                    }),
                    ...(addon.replicas && {
                        replicas: replicas
                            .optional()
                            .describe(
                                `Pods of its controller. Default: ${addon.replicas.full}, with \`footprint: small\` ${addon.replicas.small}.`,
                            ),
                    }),
                    build,
                };
                return [
                    name,
                    z.strictObject(fields).optional().describe(`${addon.title} Default: nothing is said of it.`),
                ];
            }),
        ),
    })
    .prefault({}) as unknown as z.ZodType<Written>;

/** The section `eksAddons`. */
export const eksAddonsSection = defineSection({
    name: "eksAddons",
    description:
        "The add-ons that EKS installs itself: their builds, their size, and which of the optional ones there are.",
    schema: eksAddonsSchema,
    appliesTo: ["eks"],
    resolve: resolveAddons,
    check: checkAddons,
});

function resolveAddons(written: Written, context: SectionContext): EksAddonsConfig | undefined {
    const [cluster, footprint] = [context.resolved("cluster"), context.resolved("footprint")];
    if (cluster?.kind !== "eks" || footprint === undefined) {
        return undefined;
    }
    const entries = MANAGED_ADDON_LIST.map(([name, addon]): [ManagedAddonName, EksAddonConfig] => {
        const own = written[name];
        return [
            name,
            {
                enabled: own?.enabled ?? own !== undefined,
                build: own?.build ?? buildOf(name, cluster.version, written.builds),
                replicas: own?.replicas ?? addon.replicas?.[footprint],
            },
        ];
    });
    return {
        tolerations: written.tolerations,
        ...(Object.fromEntries(entries) as Record<ManagedAddonName, EksAddonConfig>),
    };
}

function checkAddons(written: Written, context: SectionContext, report: Report): string[] {
    const cluster = context.parsed("cluster");
    const version = cluster?.kind === "eks" ? cluster.version : undefined;
    const resolved = context.resolved("eksAddons");
    for (const [name] of MANAGED_ADDON_LIST) {
        const own = resolved?.[name];
        if (isOptional(name) && own?.enabled && own.build === undefined && version !== undefined) {
            const allowed = `with a build: none is pinned for Kubernetes ${version}`;
            const next = `Set ${name}.build to one that aws eks describe-addon-versions --kubernetes-version ${version} --addon-name ${name} lists.`;
            report([name], written[name], allowed, next);
        }
    }
    const proxy = written["kube-proxy"]?.build;
    if (proxy !== undefined && version !== undefined && !proxy.startsWith(`v${version}.`)) {
        const allowed = `a build of ${version}, the version of the cluster and of its nodes`;
        report(["kube-proxy", "build"], proxy, allowed, "Take it away: the default one follows the version.");
    }
    checkTolerations(written.tolerations, context, report);
    return [];
}

/** A toleration of a taint that no group has is misspelt, or forgotten. */
function checkTolerations(tolerations: readonly Toleration[], context: SectionContext, report: Report): void {
    const groups = context.parsed("nodeGroups");
    const taints = Object.values(groups ?? {}).flatMap((group) => group.taints);
    tolerations.forEach((toleration, index) => {
        const isOfGroup = taints.some(
            ({ key, value, effect }) =>
                key === toleration.key && effect === toleration.effect && (value ?? "") === (toleration.value ?? ""),
        );
        if (groups === undefined || isOfGroup) {
            return;
        }
        const names = taints.map(({ key, value = "", effect }) => `${key}=${value}:${effect}`).join(", ");
        const allowed = names === "" ? "nothing: no node group has taints" : `a taint of a node group: ${names}`;
        report(["tolerations", index], toleration, allowed, "Write the taint as the group has it, or take it away.");
    });
}

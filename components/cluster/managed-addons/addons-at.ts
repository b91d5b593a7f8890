import type { EksPlatformConfig } from "../../config";
import { managedAddonsOf } from ".";
import type { Stage } from "./managed-addon";
import type { InstalledAddon } from "./managed-addons";
import type { ManagedAddonName } from "./names";

/** What controllers of add-ons bear anyway. One that names tolerations of its own would lose it. */
const USUAL = { key: "CriticalAddonsOnly", operator: "Exists" };

/** The add-ons that a stack installs at one stage, each with its build and settings. */
export function addonsAt(config: EksPlatformConfig, stage: Stage): ReadonlyMap<ManagedAddonName, InstalledAddon> {
    const tolerations = tolerationsOf(config);
    return new Map(
        [...managedAddonsOf(config, stage)].map(([name, addon]) => {
            const { build, replicas } = config.eksAddons[name];
            return [name, { build, settings: addon.configuration?.(config, { replicas, tolerations }) }];
        }),
    );
}

function tolerationsOf({ eksAddons }: EksPlatformConfig): readonly object[] | undefined {
    const own = eksAddons.tolerations.map(({ key, value, effect }) => ({
        key,
        ...(value === undefined ? { operator: "Exists" } : { operator: "Equal", value }),
        effect,
    }));
    return own.length === 0 ? undefined : [USUAL, ...own];
}

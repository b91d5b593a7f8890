import { loadConfig, type PlatformConfig, type RawConfig } from "../../../components/config";

/** A day on which 1.33 is in extended support and 1.34 to 1.36 are in standard support. */
export const TODAY = new Date("2026-11-20");

/** A sound configuration of a cluster in AWS; each test breaks one thing. */
export function validValues(): Record<string, unknown> {
    return {
        "eks-platform:region": "eu-west-1",
        "eks-platform:cluster": { kind: "eks", name: "test" },
        "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
    };
}

/** The raw configuration with some keys replaced; a key of `undefined` is left out. */
export function rawConfig(changes: Record<string, unknown> = {}): RawConfig {
    const values = Object.entries({ ...validValues(), ...changes }).filter(([, value]) => value !== undefined);
    return { stack: "test", values: Object.fromEntries(values) };
}

/** The checked configuration with some keys replaced. */
export function load(changes: Record<string, unknown> = {}): PlatformConfig {
    return loadConfig(rawConfig(changes), { today: TODAY });
}

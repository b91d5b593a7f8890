/**
 * The steps of an installation, in order: the add-ons of one are there before the next begins, and outlive it in a destroy. `network`
 * decides what pods may reach, so that it comes before all of them; `nodes` makes room for pods; `services` are what workloads rely on.
 */
export const PHASES = ["network", "nodes", "services"] as const;

/** A step of an installation. */
export type Phase = (typeof PHASES)[number];

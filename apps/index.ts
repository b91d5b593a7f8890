import type { ApplicationDescription } from "../components/workloads";
import { retailStore } from "./retail-store";

/** The sample applications by the name that a stack's `applications` uses. */
export const SAMPLE_APPLICATIONS: ReadonlyMap<string, ApplicationDescription> = new Map([
    ["retail-store", retailStore],
]);

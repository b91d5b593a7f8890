import type { KindDefinition } from "../definition";
import { type TaskSpec, taskFields, taskSchema } from "./schema";

/** What a task is. */
export const task = {
    schema: taskSchema,
    fields: Object.keys(taskFields),
    componentType: "eks-platform:workloads:Task",
    keepsData: false,
    // It has few tries, and each finds what it connects to.
    startsAfter: "all",
    ends: true,
    followsReplicas: false,
    pods: () => ({ least: 1, most: 1, surge: 0 }),
    summary: () => ({}),
} satisfies KindDefinition<TaskSpec>;

export * as z from "zod";
export { replicas } from "../config/fields";
export { hostName } from "../workloads/fields";

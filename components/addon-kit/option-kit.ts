export * as z from "zod";
export { hostName, replicas } from "../schema/fields";

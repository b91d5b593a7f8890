/** What the options of an add-on are written with: zod, and the fields that several of them have. */
export * as z from "zod";
export { hostName, loadBalancerScheme, replicas } from "../schema/fields";

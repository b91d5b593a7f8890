import type { Addon } from "../../addon-kit/addon";
import type { IngressControllerName } from "../../config/sections/ingress";
import { traefik } from "./traefik";

/** The ingress controllers; the name of each is also the name of its IngressClass. */
export const INGRESS_CONTROLLERS = { traefik } satisfies Readonly<Record<IngressControllerName, Addon>>;

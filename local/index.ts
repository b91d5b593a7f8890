export { readFromControlPlane } from "./access";
export { ControlPlaneError } from "./errors";
export type { PlaneTools } from "./parts";
export { type LocalCluster, type StartOptions, startControlPlane } from "./start";
export { type ControlPlaneStatus, controlPlaneStatus, type PartStatus } from "./status";
export { stopControlPlane } from "./stop";

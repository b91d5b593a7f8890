export type { EksClusterConfig } from "./cluster";
export { readEngineConfig } from "./engine";
export { ConfigError, type Fault } from "./fault";
export { loadConfig } from "./load";
export type { EksPlatformConfig, ExistingPlatformConfig, PlatformConfig } from "./platform-config";
export type { RawConfig } from "./raw-config";
export { readStackFile } from "./stack-file";

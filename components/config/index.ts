export { ConfigError, type Fault, joinPath } from "../../core/faults/fault";
export { SecretText, secretPaths, type ValuePath } from "../schema/secret-text";
export { type ConfigSecrets, readEngineConfig } from "./engine";
export { loadConfig } from "./load";
export { refuseMisplacedSecrets } from "./misplaced-secrets";
export type { EksPlatformConfig, ExistingPlatformConfig, PlatformConfig } from "./platform-config";
export type { RawConfig } from "./raw-config";
export type { EksClusterConfig } from "./sections/cluster";
export { readStackFile } from "./stack-file";

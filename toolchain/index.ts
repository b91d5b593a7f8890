export type { ToolchainContext } from "./context";
export { type MissingTool, ToolchainError } from "./errors";
export { inspectTools, type ToolStatus } from "./inspect";
export { hasResourcePlugin } from "./plugins";
export { installAttachingAnalyzer, installPolicyAnalyzer, PACK_PORT } from "./policy-analyzer";
export { type Progress, type ResolvedTool, type ResolveOptions, resolveTools } from "./resolve";
export type { ToolName } from "./tools";

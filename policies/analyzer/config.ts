import type { ConfigureAnalyzerRequest, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { ConfiguredLevel, PackConfig } from "../judging/pack-config";
import { LEVELS } from "./info";

/** The configuration as its file has it; the engine has resolved `all` and checked the parameters. */
export function readConfig(request: ConfigureAnalyzerRequest): PackConfig {
    return Object.fromEntries(
        [...request.getPolicyconfigMap().entries()].map(([rule, policy]) => [
            rule,
            { ...policy.getProperties()?.toJavaScript(), enforcementLevel: levelOf(policy.getEnforcementlevel()) },
        ]),
    );
}

function levelOf(level: EnforcementLevel): ConfiguredLevel | undefined {
    return (Object.keys(LEVELS) as ConfiguredLevel[]).find((name) => LEVELS[name] === level);
}

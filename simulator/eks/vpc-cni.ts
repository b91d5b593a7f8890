import { isMap, mapAt, type PropertyMap, type PropertyValue, revealMap } from "../../core/engine/values";

/** Environment variables of aws-node that are written only when the option is set. */
const OPTIONAL: Readonly<Record<string, string>> = {
    nodePortSupport: "AWS_VPC_CNI_NODE_PORT_SUPPORT",
    customNetworkConfig: "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
    warmIpTarget: "WARM_IP_TARGET",
    warmPrefixTarget: "WARM_PREFIX_TARGET",
    enablePrefixDelegation: "ENABLE_PREFIX_DELEGATION",
    eniConfigLabelDef: "ENI_CONFIG_LABEL_DEF",
    cniConfigureRpfilter: "AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER",
};

/** Environment variables that are always written, and their values when the option is not set. */
const DEFAULTED: Readonly<Record<string, readonly [variable: string, value: string]>> = {
    warmEniTarget: ["WARM_ENI_TARGET", "1"],
    logLevel: ["AWS_VPC_K8S_CNI_LOGLEVEL", "DEBUG"],
    logFile: ["AWS_VPC_K8S_CNI_LOG_FILE", "/host/var/log/aws-routed-eni/ipamd.log"],
    vethPrefix: ["AWS_VPC_K8S_CNI_VETHPREFIX", "eni"],
    eniMtu: ["AWS_VPC_ENI_MTU", "9001"],
    pluginLogLevel: ["AWS_VPC_K8S_PLUGIN_LOG_LEVEL", "DEBUG"],
    pluginLogFile: ["AWS_VPC_K8S_PLUGIN_LOG_FILE", "/var/log/aws-routed-eni/plugin.log"],
    enablePodEni: ["ENABLE_POD_ENI", "false"],
    cniCustomNetworkCfg: ["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "false"],
};

/** The add-on's `configurationValues` that the options of `vpcCniOptions` amount to. */
export function vpcCniConfiguration(options: PropertyMap): PropertyMap {
    const plain = revealMap(options);
    const given = mapAt(plain, "configurationValues");
    const init = mapAt(given, "init");
    return {
        ...given,
        ...(!("enableNetworkPolicy" in given) &&
            plain.enableNetworkPolicy !== undefined && { enableNetworkPolicy: String(plain.enableNetworkPolicy) }),
        env: { ...environment(plain), ...mapAt(given, "env") },
        init: {
            ...init,
            env: {
                DISABLE_TCP_EARLY_DEMUX: text(plain.disableTcpEarlyDemux || undefined) ?? "false",
                ...(isMap(init.env) && init.env),
            },
        },
    };
}

function environment(options: PropertyMap): PropertyMap {
    const variables: PropertyMap = {};
    for (const [option, variable] of Object.entries(OPTIONAL)) {
        variables[variable] = text(options[option] || undefined);
    }
    for (const [option, [variable, value]] of Object.entries(DEFAULTED)) {
        variables[variable] = text(options[option] || undefined) ?? value;
    }
    const snat = options.externalSnat || options.cniExternalSnat || undefined;
    variables.AWS_VPC_K8S_CNI_EXTERNALSNAT = text(snat) ?? "false";
    return variables;
}

function text(value: PropertyValue | undefined): string | undefined {
    return value === undefined || value === null ? undefined : String(value);
}

import { isMap, mapAt, type PropertyMap, type PropertyValue, reveal, stringAt } from "../../core/engine/values";
import type { Construction } from "./construction";
import { isAutoMode } from "./control-plane";
import type { Registered, ResourceOptions } from "./monitor";
import { vpcCniConfiguration } from "./vpc-cni";

const ADDON = "aws:eks/addon:Addon";

/** Registers kube-proxy, coredns and vpc-cni where the component's arguments ask for them. */
export async function addons(
    construction: Construction,
    cluster: Registered,
    accessUrns: readonly string[],
): Promise<Registered | undefined> {
    const { args } = construction;
    const autoMode = isAutoMode(args);
    const kubeProxy = mapAt(args, "kubeProxyAddonOptions");
    const coredns = mapAt(args, "corednsAddonOptions");
    const wantsCoredns =
        coredns.enabled === true ||
        coredns.configurationValues !== undefined ||
        ((args.skipDefaultNodeGroup !== true || autoMode) && coredns.enabled !== false);
    const wantsVpcCni = args.useDefaultVpcCni === undefined ? !autoMode : args.useDefaultVpcCni === false;
    const [, , vpcCni] = await Promise.all([
        (kubeProxy.enabled ?? !autoMode) ? clusterAddon(construction, cluster, "kube-proxy", kubeProxy) : undefined,
        wantsCoredns ? clusterAddon(construction, cluster, "coredns", coredns) : undefined,
        wantsVpcCni ? vpcCniAddon(construction, cluster, accessUrns) : undefined,
    ]);
    return vpcCni;
}

function clusterAddon(
    construction: Construction,
    cluster: Registered,
    addonName: string,
    options: PropertyMap,
): Promise<Registered> {
    return register(construction, cluster, addonName, `${construction.name}-${addonName}`, options, {
        configurationValues: configurationText(options.configurationValues),
        dependsOn: construction.dependenciesOf(
            addonName === "coredns" ? "corednsAddonOptions" : "kubeProxyAddonOptions",
            "tags",
        ),
    });
}

async function vpcCniAddon(
    construction: Construction,
    cluster: Registered,
    accessUrns: readonly string[],
): Promise<Registered> {
    const { args, name, monitor } = construction;
    const options = mapAt(args, "vpcCniOptions");
    const dependsOn = [...accessUrns, ...construction.dependenciesOf("vpcCniOptions", "tags")];
    const component = await monitor.component(
        "eks:index:VpcCniAddon",
        `${name}-vpc-cni`,
        {
            ...options,
            clusterName: cluster.outputs.name,
            clusterVersion: cluster.outputs.version,
            tags: args.tags,
        },
        { parent: construction.urn, dependsOn: [cluster.urn, ...dependsOn] },
    );
    const addon = await register(construction, cluster, "vpc-cni", `${name}-vpc-cni`, options, {
        parent: component.urn,
        configurationValues: configurationText(vpcCniConfiguration(options)),
        dependsOn,
    });
    await monitor.outputs(component.urn, { addon: construction.reference(addon) });
    return component;
}

async function register(
    construction: Construction,
    cluster: Registered,
    addonName: string,
    name: string,
    options: PropertyMap,
    more: ResourceOptions & { readonly configurationValues: string | undefined; readonly dependsOn: readonly string[] },
): Promise<Registered> {
    const { configurationValues, dependsOn, ...resourceOptions } = more;
    const clusterVersion = stringAt(cluster.outputs, "version") ?? "";
    return construction.aws(
        ADDON,
        name,
        {
            addonName,
            addonVersion: await construction.addonVersion(addonName, options, clusterVersion),
            clusterName: cluster.outputs.name,
            configurationValues,
            preserve: true,
            resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? "OVERWRITE",
            resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? "OVERWRITE",
            serviceAccountRoleArn: options.serviceAccountRoleArn,
            tags: construction.args.tags,
        },
        { ...resourceOptions, dependsOn: [cluster.urn, ...dependsOn] },
    );
}

/** JSON with the keys of every object sorted, as the real component writes it. */
function configurationText(values: PropertyValue | undefined): string | undefined {
    const plain = reveal(values);
    if (plain === undefined || plain === null) {
        return undefined;
    }
    return JSON.stringify(plain, (_key, value: PropertyValue) =>
        isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    );
}

import { defineAddon } from "../../addon-kit/addon";
import { awsAndApiServer, podIdentityAgent } from "../../namespaces/network-edges";
import { recordPermissions } from "./permissions";

/** @see https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/ */
export const externalDns = defineAddon({
    name: "external-dns",
    title: "Writes the host names of Ingresses and Services into the hosted zones of Route 53.",
    chart: {
        name: "external-dns",
        version: "1.21.1",
        repository: "https://kubernetes-sigs.github.io/external-dns",
        published: "2026-04-30",
        crdGroups: ["externaldns.k8s.io"],
    },
    phase: "services",
    clusters: ["eks"],
    callsOutside: "Route 53",
    // One pod, for two of them would write the same records, and none before the last one has gone.
    quota: { cpu: "1", memory: "1Gi", pods: 4, storage: "0" },
    options: ({ z, hostName }) => ({
        domains: z
            .array(hostName)
            .min(1)
            .describe(
                "Domains that it may write: the names themselves and all below them, in hosted zones that exist.",
            ),
        policy: z
            .enum(["upsert-only", "sync"])
            .default("upsert-only")
            .describe(
                "`upsert-only`: records stay when their Ingress or Service goes. `sync`: its own records go along; AWS lets it delete only then.",
            ),
    }),
    defaults: { small: {}, full: {} },
    example: { domains: ["example.com"] },
    edges: () => [awsAndApiServer, podIdentityAgent],
    identities: (_, { domains, policy }) => ({
        "external-dns": ({ partition }) => recordPermissions(partition, domains, policy === "sync"),
    }),
    values: ({ clusterName, region }, { domains, policy }) => ({
        provider: { name: "aws" },
        sources: ["ingress", "service"],
        policy,
        domainFilters: [...domains],
        registry: "txt",
        // Two clusters with one owner would delete each other's records.
        txtOwnerId: clusterName,
        // The record that marks a name as its own needs a name below it: a prefix without a dot leaves the zone for the zone's own name.
        txtPrefix: "external-dns-%{record_type}.",
        // Pods cannot look it up, because instance metadata is closed to them.
        env: [{ name: "AWS_REGION", value: region }],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    }),
    upgradeNotes: { "1.22.0": "`policy` has no default any more; it is set here." },
    drainFirst: "Records that nobody else keeps: they stay in Route 53 as they are, also under the policy `sync`.",
});

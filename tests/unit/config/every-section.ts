/** A sound configuration of a cluster in AWS that sets something in every section, as it stands in a stack's file. */
export const EVERY_SECTION: Readonly<Record<string, unknown>> = {
    "eks-platform:region": "eu-west-1",
    "eks-platform:allowedAccountIds": ["210987654321"],
    "eks-platform:tags": { owner: "platform" },
    "eks-platform:protect": true,
    "eks-platform:review": {
        allowReplace: [
            { urn: "*::platform-namespaces-shop-namespace", reason: "It has moved.", expires: "2999-12-31" },
        ],
    },
    "eks-platform:footprint": "small",
    "eks-platform:network": {
        cidr: "10.20.0.0/16",
        zones: ["eu-west-1a", "eu-west-1b"],
        nat: "per-zone",
        subnets: {
            public: ["10.20.0.0/24", "10.20.1.0/24"],
            private: ["10.20.32.0/19", "10.20.64.0/19"],
            intra: ["10.20.2.0/24", "10.20.3.0/24"],
        },
        interfaceEndpoints: ["sts"],
        flowLogRetentionDays: 14,
    },
    "eks-platform:cluster": {
        kind: "eks",
        name: "test",
        version: "1.36",
        upgradePolicy: "standard",
        endpoint: { access: "public-cidrs", publicCidrs: ["8.8.8.8/32"] },
        serviceCidr: "172.20.0.0/16",
        zones: ["eu-west-1a", "eu-west-1b"],
        logRetentionDays: 30,
        deletionProtection: true,
        access: {
            team: {
                principalArn: "arn:aws:iam::210987654321:role/team",
                policy: "edit",
                namespaces: ["shop"],
            },
        },
    },
    "eks-platform:pipeline": {
        github: {
            owner: "acme",
            repository: "platform",
            ownerId: "1234",
            repositoryId: "5678",
            branch: "main",
            environment: "test",
            provider: "arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com",
        },
        state: {
            bucket: "acme-state",
            keys: ["arn:aws:kms:eu-west-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
        },
        permissionsBoundary: "arn:aws:iam::210987654321:policy/platform-boundary",
    },
    "eks-platform:nodeGroups": {
        system: {
            instanceTypes: ["m7g.large"],
            capacity: "on-demand",
            operatingSystem: "al2023",
            releaseVersion: "1.36.2-20261105",
            zones: ["eu-west-1a"],
            min: 1,
            desired: 2,
            max: 3,
            diskGiB: 50,
            labels: { team: "a" },
        },
        batch: {
            instanceTypes: ["m7g.large"],
            max: 3,
            taints: [{ key: "batch", value: "yes", effect: "NoSchedule" }],
        },
    },
    "eks-platform:storage": {
        tiers: { fast: { type: "io2", iops: 4000, encrypted: true, fileSystem: "xfs", reclaimPolicy: "Retain" } },
        defaultTier: "standard",
        shared: {
            ...{ enabled: true, tier: "shared", infrequentAccessAfterDays: 30, archiveAfterDays: 90 },
            ...{ returnsOnAccess: true, throughput: "elastic" },
        },
        snapshots: { deletionPolicy: "Delete" },
    },
    "eks-platform:admission": { enabled: true, policyConfig: "policies/presets/prod.json", exemptNamespaces: ["old"] },
    "eks-platform:calico": { enabled: true, replicas: 2 },
    "eks-platform:ingress": {
        enabled: true,
        controller: "traefik",
        replicas: 2,
        scheme: "internal",
        loadBalancerController: { replicas: 1 },
    },
    "eks-platform:addons": {
        "metrics-server": { enabled: true, replicas: 2 },
        "external-dns": { domains: ["example.com"], policy: "sync" },
    },
    "eks-platform:helm": { mirror: "./charts", timeoutSeconds: 600 },
    "eks-platform:namespaces": {
        shop: {
            podSecurity: "restricted",
            quota: { cpu: "8", memory: "16Gi", pods: 100, storage: "500Gi" },
            containerDefaults: { cpu: "100m", memory: "128Mi", maxMemory: "4Gi" },
            team: { group: "shop", role: "viewer", principals: ["arn:aws:iam::210987654321:role/shop"] },
            registries: { "ghcr.io": { username: "shop", password: { secure: "v1:a" } } },
        },
    },
    "eks-platform:applications": {
        "retail-store": {
            app: "retail-store",
            namespace: "store",
            replicas: 1,
            services: { ui: { env: { THEME: "dark", TOKEN: { secure: "v1:b" } }, port: 8080 } },
        },
    },
    "eks-platform:services": {
        shop: {
            web: {
                image: "registry.example/web:1.2.3",
                ports: [{ name: "http", port: 8080, appProtocol: "http" }],
                env: { MODE: "fast", COUNT: 3, PASSWORD: { credential: "db", key: "password" } },
                files: { "/etc/web/config": "a: 1", "/etc/web/key": { secure: "v1:c" } },
                probes: { readiness: { path: "/ready", port: "http" } },
                resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "128Mi" } },
                autoscaling: { min: 2, max: 4, cpu: 70 },
                connectsTo: ["data"],
                expose: { host: "shop.example.com", path: "/" },
            },
            data: {
                kind: "stateful",
                image: "registry.example/data:1.2.3",
                port: 5432,
                replicas: 1,
                credentials: { db: { username: "web", length: 32, values: { url: "db://{password}@data" } } },
                storage: { tier: "standard", size: "10Gi", mountPath: "/var/lib/data" },
                command: ["/bin/data"],
                args: ["--fast"],
            },
            nightly: {
                kind: "cron",
                image: "registry.example/nightly:1.2.3",
                schedule: "0 3 * * *",
                timeZone: "Europe/Paris",
            },
        },
    },
};

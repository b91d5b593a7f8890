import type { Pricer } from "../part";

/** Types that cost money for which there is no price in the data: their services have price lists of their own. */
const UNPRICED =
    "amp/scraper:Scraper cloudwatch/compositeAlarm:CompositeAlarm elasticache/cluster:Cluster " +
    "elasticache/replicationGroup:ReplicationGroup elasticache/serverlessCache:ServerlessCache grafana/workspace:Workspace " +
    "mq/broker:Broker msk/cluster:Cluster msk/serverlessCluster:ServerlessCluster opensearch/domain:Domain " +
    "opensearch/serverlessCollection:ServerlessCollection opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint " +
    "opensearch/vpcEndpoint:VpcEndpoint rds/cluster:Cluster rds/clusterInstance:ClusterInstance rds/instance:Instance rds/proxy:Proxy";

/** Types of AWS that nobody can say a price of, here. */
export const UNPRICED_TYPES: ReadonlyMap<string, Pricer> = new Map(
    UNPRICED.split(" ").map((type) => [
        `aws:${type}`,
        () => [{ kind: "unknown", group: "other", detail: "the price list of its service is not in the data" }],
    ]),
);

import type { AwsBehaviours } from "../behaviour";

const SUBNET = "aws:ec2/subnet:Subnet";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const CACHE_SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const CACHE_PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const RDS_CLUSTER = "aws:rds/cluster:Cluster";
const RDS_SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const RDS_PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const RDS_CLUSTER_PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** What databases, caches and brokers hold on to: security groups by their interfaces, and groups of settings. */
export const databaseBehaviours: AwsBehaviours = {
    [RDS_CLUSTER]: {
        inUse: "InvalidDBClusterStateFault",
        deletionProtection: "deletionProtection",
        uses: {
            vpcSecurityGroupIds: SECURITY_GROUP,
            dbSubnetGroupName: RDS_SUBNETS,
            dbClusterParameterGroupName: RDS_CLUSTER_PARAMETERS,
        },
    },
    "aws:rds/clusterInstance:ClusterInstance": {
        uses: {
            clusterIdentifier: RDS_CLUSTER,
            dbSubnetGroupName: RDS_SUBNETS,
            dbParameterGroupName: RDS_PARAMETERS,
        },
    },
    "aws:rds/instance:Instance": {
        deletionProtection: "deletionProtection",
        uses: {
            vpcSecurityGroupIds: SECURITY_GROUP,
            dbSubnetGroupName: RDS_SUBNETS,
            parameterGroupName: RDS_PARAMETERS,
        },
    },
    "aws:rds/proxy:Proxy": { uses: { vpcSubnetIds: SUBNET, vpcSecurityGroupIds: SECURITY_GROUP } },
    [RDS_SUBNETS]: { inUse: "InvalidDBSubnetGroupStateFault" },
    [RDS_PARAMETERS]: { inUse: "InvalidDBParameterGroupState" },
    [RDS_CLUSTER_PARAMETERS]: { inUse: "InvalidDBParameterGroupState" },

    "aws:elasticache/cluster:Cluster": {
        uses: {
            securityGroupIds: SECURITY_GROUP,
            subnetGroupName: CACHE_SUBNETS,
            parameterGroupName: CACHE_PARAMETERS,
        },
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {
        uses: {
            securityGroupIds: SECURITY_GROUP,
            subnetGroupName: CACHE_SUBNETS,
            parameterGroupName: CACHE_PARAMETERS,
        },
    },
    "aws:elasticache/serverlessCache:ServerlessCache": {
        uses: { subnetIds: SUBNET, securityGroupIds: SECURITY_GROUP },
    },
    [CACHE_SUBNETS]: { inUse: "CacheSubnetGroupInUse" },
    [CACHE_PARAMETERS]: { inUse: "InvalidCacheParameterGroupState" },

    "aws:mq/broker:Broker": { uses: { subnetIds: SUBNET, securityGroups: SECURITY_GROUP } },
    "aws:msk/cluster:Cluster": {
        uses: { "brokerNodeGroupInfo.clientSubnets": SUBNET, "brokerNodeGroupInfo.securityGroups": SECURITY_GROUP },
    },
    "aws:msk/serverlessCluster:ServerlessCluster": {
        uses: { "vpcConfigs.subnetIds": SUBNET, "vpcConfigs.securityGroupIds": SECURITY_GROUP },
    },
    "aws:opensearch/domain:Domain": {
        uses: { "vpcOptions.subnetIds": SUBNET, "vpcOptions.securityGroupIds": SECURITY_GROUP },
    },
    "aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint": {
        uses: { subnetIds: SUBNET, securityGroupIds: SECURITY_GROUP },
    },
    "aws:opensearch/vpcEndpoint:VpcEndpoint": {
        uses: { "vpcOptions.subnetIds": SUBNET, "vpcOptions.securityGroupIds": SECURITY_GROUP },
    },
};

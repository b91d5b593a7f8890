import type { CostGroup, Pricer } from "../part";

/** Types that cost nothing by themselves, by what they belong to; what they use is priced where it is. */
const FREE: Readonly<Record<CostGroup, string>> = {
    cluster:
        "eks/accessEntry:AccessEntry eks/accessPolicyAssociation:AccessPolicyAssociation eks/addon:Addon " +
        "eks/identityProviderConfig:IdentityProviderConfig eks/podIdentityAssociation:PodIdentityAssociation",
    nodes: "ec2/launchTemplate:LaunchTemplate",
    network:
        "acm/certificate:Certificate acm/certificateValidation:CertificateValidation apigatewayv2/apiMapping:ApiMapping " +
        "apigatewayv2/authorizer:Authorizer apigatewayv2/domainName:DomainName apigatewayv2/integration:Integration " +
        "apigatewayv2/route:Route apigatewayv2/stage:Stage apigatewayv2/vpcLink:VpcLink ec2/defaultNetworkAcl:DefaultNetworkAcl " +
        "ec2/defaultRouteTable:DefaultRouteTable ec2/defaultSecurityGroup:DefaultSecurityGroup " +
        "ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway ec2/internetGateway:InternetGateway " +
        "ec2/mainRouteTableAssociation:MainRouteTableAssociation ec2/managedPrefixList:ManagedPrefixList ec2/networkAcl:NetworkAcl " +
        "ec2/networkAclRule:NetworkAclRule ec2/route:Route ec2/routeTable:RouteTable ec2/routeTableAssociation:RouteTableAssociation " +
        "ec2/securityGroup:SecurityGroup ec2/securityGroupRule:SecurityGroupRule ec2/subnet:Subnet ec2/vpc:Vpc " +
        "ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation " +
        "ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation lb/listener:Listener " +
        "lb/listenerCertificate:ListenerCertificate lb/listenerRule:ListenerRule lb/targetGroup:TargetGroup " +
        "lb/targetGroupAttachment:TargetGroupAttachment route53/hostedZoneDnsSec:HostedZoneDnsSec " +
        "route53/keySigningKey:KeySigningKey route53/record:Record route53/zoneAssociation:ZoneAssociation " +
        "vpc/securityGroupEgressRule:SecurityGroupEgressRule vpc/securityGroupIngressRule:SecurityGroupIngressRule " +
        "wafv2/ipSet:IpSet wafv2/regexPatternSet:RegexPatternSet wafv2/webAclAssociation:WebAclAssociation",
    storage:
        "backup/regionSettings:RegionSettings backup/restoreTestingSelection:RestoreTestingSelection backup/selection:Selection " +
        "backup/vaultLockConfiguration:VaultLockConfiguration backup/vaultNotifications:VaultNotifications " +
        "backup/vaultPolicy:VaultPolicy dynamodb/resourcePolicy:ResourcePolicy ebs/defaultKmsKey:DefaultKmsKey " +
        "ebs/encryptionByDefault:EncryptionByDefault ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess " +
        "ecr/lifecyclePolicy:LifecyclePolicy ecr/pullThroughCacheRule:PullThroughCacheRule ecr/registryPolicy:RegistryPolicy " +
        "ecr/registryScanningConfiguration:RegistryScanningConfiguration ecr/replicationConfiguration:ReplicationConfiguration " +
        "ecr/repositoryCreationTemplate:RepositoryCreationTemplate ecr/repositoryPolicy:RepositoryPolicy " +
        "efs/accessPoint:AccessPoint efs/fileSystemPolicy:FileSystemPolicy efs/mountTarget:MountTarget " +
        "s3/accessPoint:AccessPoint s3/accountPublicAccessBlock:AccountPublicAccessBlock " +
        "s3/bucketCorsConfiguration:BucketCorsConfiguration " +
        "s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration " +
        "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration s3/bucketLogging:BucketLogging " +
        "s3/bucketNotification:BucketNotification s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration " +
        "s3/bucketOwnershipControls:BucketOwnershipControls s3/bucketPolicy:BucketPolicy " +
        "s3/bucketPublicAccessBlock:BucketPublicAccessBlock s3/bucketReplicationConfig:BucketReplicationConfig " +
        "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration s3/bucketVersioning:BucketVersioning",
    logs:
        "amp/alertManagerDefinition:AlertManagerDefinition amp/ruleGroupNamespace:RuleGroupNamespace " +
        "cloudwatch/logMetricFilter:LogMetricFilter cloudwatch/logResourcePolicy:LogResourcePolicy cloudwatch/logStream:LogStream " +
        "cloudwatch/logSubscriptionFilter:LogSubscriptionFilter cloudwatch/queryDefinition:QueryDefinition " +
        "grafana/roleAssociation:RoleAssociation grafana/workspaceServiceAccount:WorkspaceServiceAccount",
    keys:
        "iam/instanceProfile:InstanceProfile iam/openIdConnectProvider:OpenIdConnectProvider iam/policy:Policy iam/role:Role " +
        "iam/rolePolicy:RolePolicy iam/rolePolicyAttachment:RolePolicyAttachment iam/serviceLinkedRole:ServiceLinkedRole " +
        "kms/alias:Alias kms/grant:Grant kms/keyPolicy:KeyPolicy secretsmanager/secretPolicy:SecretPolicy " +
        "secretsmanager/secretRotation:SecretRotation secretsmanager/secretVersion:SecretVersion",
    other:
        "budgets/budget:Budget budgets/budgetAction:BudgetAction cloudwatch/eventBusPolicy:EventBusPolicy " +
        "cloudwatch/eventRule:EventRule cloudwatch/eventTarget:EventTarget codebuild/reportGroup:ReportGroup " +
        "codebuild/sourceCredential:SourceCredential codebuild/webhook:Webhook ec2/tag:Tag elasticache/parameterGroup:ParameterGroup " +
        "elasticache/subnetGroup:SubnetGroup elasticache/user:User elasticache/userGroup:UserGroup mq/configuration:Configuration " +
        "msk/clusterPolicy:ClusterPolicy msk/configuration:Configuration msk/scramSecretAssociation:ScramSecretAssociation " +
        "msk/topic:Topic opensearch/domainPolicy:DomainPolicy opensearch/serverlessAccessPolicy:ServerlessAccessPolicy " +
        "opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy rds/clusterParameterGroup:ClusterParameterGroup " +
        "rds/eventSubscription:EventSubscription rds/optionGroup:OptionGroup rds/parameterGroup:ParameterGroup " +
        "rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup rds/proxyTarget:ProxyTarget rds/roleAssociation:RoleAssociation " +
        "rds/subnetGroup:SubnetGroup sns/topicPolicy:TopicPolicy sns/topicSubscription:TopicSubscription " +
        "sqs/queuePolicy:QueuePolicy sqs/redriveAllowPolicy:RedriveAllowPolicy sqs/redrivePolicy:RedrivePolicy",
};

const entries = Object.entries(FREE) as [CostGroup, string][];

/** Types of AWS without a price. */
export const FREE_TYPES: ReadonlyMap<string, Pricer> = new Map(
    entries.flatMap(([group, types]) =>
        types
            .split(" ")
            .map((type) => [`aws:${type}`, () => [{ kind: "free", group, detail: "costs nothing by itself" }]]),
    ),
);

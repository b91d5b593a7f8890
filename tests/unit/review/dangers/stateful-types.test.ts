import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cataloguedTypes } from "../../../../core/facts/aws/catalog";
import derived from "../../../../core/facts/aws/catalog/derive/types.json";
import newest from "../../../../core/facts/kubernetes/api-versions/1.36.json";
import { RETENTIONS } from "../../../../review/dangers/consequences/retention";
import { HOLDINGS, holdingOf, STATEFUL_TYPES } from "../../../../review/dangers/stateful-types";
import { STATELESS_AWS, STATELESS_KUBERNETES } from "./stateless-types";

/**
 * What CloudFormation's linter calls stateful, so that a template has to say what becomes of it.
 *
 * @see https://github.com/aws-cloudformation/cfn-lint/blob/v1.58.0/src/cfnlint/data/AdditionalSpecs/StatefulResources.json
 */
const STATEFUL_IN_CFN_LINT: Readonly<Record<string, string>> = {
    "AWS::Backup::BackupVault": "aws:backup/vault:Vault",
    "AWS::CloudFormation::Stack": "aws:cloudformation/stack:Stack",
    "AWS::Cognito::UserPool": "aws:cognito/userPool:UserPool",
    "AWS::DocDB::DBCluster": "aws:docdb/cluster:Cluster",
    "AWS::DynamoDB::GlobalTable": "aws:dynamodb/globalTable:GlobalTable",
    "AWS::DynamoDB::Table": "aws:dynamodb/table:Table",
    "AWS::EC2::Volume": "aws:ebs/volume:Volume",
    "AWS::EFS::FileSystem": "aws:efs/fileSystem:FileSystem",
    "AWS::EMR::Cluster": "aws:emr/cluster:Cluster",
    "AWS::ElastiCache::CacheCluster": "aws:elasticache/cluster:Cluster",
    "AWS::ElastiCache::ReplicationGroup": "aws:elasticache/replicationGroup:ReplicationGroup",
    "AWS::Elasticsearch::Domain": "aws:elasticsearch/domain:Domain",
    "AWS::FSx::FileSystem": "aws:fsx/lustreFileSystem:LustreFileSystem",
    "AWS::KMS::Key": "aws:kms/key:Key",
    "AWS::Kinesis::Stream": "aws:kinesis/stream:Stream",
    "AWS::Logs::LogGroup": "aws:cloudwatch/logGroup:LogGroup",
    "AWS::Neptune::DBCluster": "aws:neptune/cluster:Cluster",
    "AWS::OpenSearchService::Domain": "aws:opensearch/domain:Domain",
    "AWS::Organizations::Account": "aws:organizations/account:Account",
    "AWS::RDS::DBCluster": "aws:rds/cluster:Cluster",
    "AWS::RDS::DBInstance": "aws:rds/instance:Instance",
    "AWS::Redshift::Cluster": "aws:redshift/cluster:Cluster",
    "AWS::S3::Bucket": "aws:s3/bucket:Bucket",
    "AWS::SQS::Queue": "aws:sqs/queue:Queue",
    "AWS::SecretsManager::Secret": "aws:secretsmanager/secret:Secret",
    // Left out: DBInstance of DocDB and Neptune, whose data are their cluster's; QLDB and SimpleDB, which @pulumi/aws has no longer.
};

describe("The table of what holds data", () => {
    it("has every type of the catalog, or a reason why another could take its place", () => {
        const unknown = cataloguedTypes().filter((type) => holdingOf(type) === undefined && !STATELESS_AWS.has(type));
        assert.deepEqual(unknown, []);
        const both = [...STATELESS_AWS].filter((type) => holdingOf(type) !== undefined);
        assert.deepEqual(both, []);
        assert.deepEqual(
            [...STATELESS_AWS].filter((type) => !cataloguedTypes().includes(type)),
            [],
        );
    });

    it("has every kind that a Kubernetes API server stores, or a reason why another could take its place", () => {
        const kinds = Object.entries(newest.versions).flatMap(([version, names]) =>
            names.map((name) => `kubernetes:${version.includes("/") ? version : `core/${version}`}:${name}`),
        );
        assert.ok(kinds.length > 60);
        const unknown = kinds.filter(
            (type) => holdingOf(type) === undefined && !STATELESS_KUBERNETES.has(type.split(":").at(-1) ?? ""),
        );
        assert.deepEqual(unknown, []);
    });

    it("has what CloudFormation's linter calls stateful", () => {
        const missing = Object.values(STATEFUL_IN_CFN_LINT).filter((type) => holdingOf(type) === undefined);
        assert.deepEqual(missing, []);
        // Where the catalog knows the type, it calls it the same.
        const names: Readonly<Record<string, string>> = derived;
        for (const [name, type] of Object.entries(STATEFUL_IN_CFN_LINT)) {
            const known = names[type]?.split(" ").find((word) => word.startsWith("AWS::"));
            assert.ok(known === undefined || known === name, `${type} is ${known}`);
        }
    });

    it("names types that exist in @pulumi/aws, and arguments that they have", () => {
        const aws = dirname(require.resolve("@pulumi/aws/package.json"));
        const named = [
            ...STATEFUL_TYPES.map((type) => ({ type, path: holdingOf(type)?.unless?.path })),
            ...[...RETENTIONS].map(([type, { path }]) => ({ type, path })),
        ].filter(({ type }) => type.startsWith("aws:"));
        assert.ok(named.some(({ path }) => path !== undefined));
        const missing = named.filter(({ type, path }) => {
            const declared = join(aws, `${type.split(":")[1]}.d.ts`);
            const text = existsSync(declared) ? readFileSync(declared, "utf8") : "";
            const [, args = ""] = text.split(/^export interface \w+Args \{/m);
            return args === "" || (path !== undefined && !new RegExp(`^    ${path}\\?:`, "m").test(args));
        });
        assert.deepEqual(missing, []);
    });

    it("knows a Kubernetes kind in all its versions, and a patch for no object", () => {
        assert.equal(holdingOf("kubernetes:core/v1:Secret")?.holds, "secret");
        assert.equal(holdingOf("kubernetes:snapshot.storage.k8s.io/v1beta1:VolumeSnapshot")?.holds, "backup");
        assert.equal(holdingOf("kubernetes:core/v1:SecretPatch"), undefined);
        assert.equal(holdingOf("kubernetes:core/v1:NamespacePatch"), undefined);
    });

    it("puts clusters first and nodes last", () => {
        assert.equal(HOLDINGS[0], holdingOf("aws:eks/cluster:Cluster")?.holds);
        assert.equal(HOLDINGS.at(-1), holdingOf("aws:eks/nodeGroup:NodeGroup")?.holds);
    });
});

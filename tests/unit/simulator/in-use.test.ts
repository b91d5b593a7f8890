import assert from "node:assert/strict";
import type { PropertyMap, PropertyValue } from "../../../core/engine/values";
import { awsType } from "../../../simulator/aws/aws-type";
import { BEHAVING, behaviourOf } from "../../../simulator/aws/behaviours";
import { Harness } from "./aws-provider/harness";

/** What AWS refuses to delete, with what, and for whom: from the pages of the calls that delete. */
interface Refusal {
    readonly page: string;
    readonly error: string;
    readonly users: readonly string[];
}

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const CACHE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference";
const DATABASES_WITH_GROUPS = ["rds/cluster", "rds/instance", "elasticache/cluster", "elasticache/replicationGroup"];
const WITH_INTERFACES = [
    "ec2/instance",
    "elasticache/serverlessCache",
    "mq/broker",
    "msk/cluster",
    "msk/serverlessCluster",
    "opensearch/domain",
    "opensearch/serverlessVpcEndpoint",
    "opensearch/vpcEndpoint",
    "rds/proxy",
];

const REFUSALS: Readonly<Record<string, Refusal>> = {
    "ec2/vpc": {
        page: `${EC2}/API_DeleteVpc.html`,
        error: "DependencyViolation",
        users: [
            "ec2/egressOnlyInternetGateway",
            "ec2/internetGateway",
            "ec2/natGateway",
            "ec2/networkAcl",
            "ec2/routeTable",
            "ec2/securityGroup",
            "ec2/subnet",
            "ec2/vpcEndpoint",
            "ec2/vpcIpv4CidrBlockAssociation",
        ],
    },
    "ec2/subnet": {
        page: `${EC2}/API_DeleteSubnet.html`,
        error: "DependencyViolation",
        users: [
            ...WITH_INTERFACES,
            "ec2/natGateway",
            "ec2/vpcEndpoint",
            "efs/mountTarget",
            "eks/cluster",
            "eks/fargateProfile",
            "eks/nodeGroup",
            "lb/loadBalancer",
        ],
    },
    "ec2/securityGroup": {
        page: `${EC2}/API_DeleteSecurityGroup.html`,
        error: "DependencyViolation",
        users: [
            ...WITH_INTERFACES,
            ...DATABASES_WITH_GROUPS,
            "ec2/launchTemplate",
            "ec2/securityGroup",
            "ec2/securityGroupRule",
            "ec2/vpcEndpoint",
            "efs/mountTarget",
            "eks/cluster",
            "lb/loadBalancer",
            "vpc/securityGroupEgressRule",
            "vpc/securityGroupIngressRule",
        ],
    },
    "ec2/internetGateway": {
        page: `${EC2}/API_DetachInternetGateway.html`,
        error: "DependencyViolation",
        users: ["ec2/natGateway", "ec2/routeTable", "lb/loadBalancer"],
    },
    "ec2/routeTable": {
        page: `${EC2}/API_DeleteRouteTable.html`,
        error: "DependencyViolation",
        users: ["ec2/routeTableAssociation"],
    },
    "ec2/eip": {
        page: `${EC2}/API_ReleaseAddress.html`,
        error: "InvalidIPAddress.InUse",
        users: ["ec2/natGateway", "lb/loadBalancer"],
    },
    "iam/role": {
        page: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html",
        error: "DeleteConflict",
        users: ["iam/instanceProfile", "iam/rolePolicy", "iam/rolePolicyAttachment"],
    },
    "iam/policy": {
        page: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html",
        error: "DeleteConflict",
        users: ["iam/role", "iam/rolePolicyAttachment"],
    },
    "efs/fileSystem": {
        page: "https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystem.html",
        error: "FileSystemInUse",
        users: ["efs/accessPoint", "efs/mountTarget", "efs/replicationConfiguration"],
    },
    "eks/cluster": {
        page: "https://docs.aws.amazon.com/eks/latest/APIReference/API_DeleteCluster.html",
        error: "ResourceInUseException",
        users: ["eks/fargateProfile", "eks/identityProviderConfig", "eks/nodeGroup"],
    },
    "backup/plan": {
        page: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupPlan.html",
        error: "InvalidRequestException",
        users: ["backup/selection"],
    },
    "backup/restoreTestingPlan": {
        page: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRestoreTestingPlan.html",
        error: "InvalidRequestException",
        users: ["backup/restoreTestingSelection"],
    },
    "cloudwatch/eventRule": {
        page: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html",
        error: "ValidationException",
        users: ["cloudwatch/eventTarget"],
    },
    "route53/zone": {
        page: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html",
        error: "HostedZoneNotEmpty",
        users: ["route53/record"],
    },
    "acm/certificate": {
        page: "https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html",
        error: "ResourceInUseException",
        users: ["lb/listener", "lb/listenerCertificate"],
    },
    "lb/targetGroup": {
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html",
        error: "ResourceInUse",
        users: ["lb/listener", "lb/listenerRule"],
    },
    "s3/bucket": {
        page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-delete.html",
        error: "BucketHasAccessPointsAttached",
        users: ["s3/accessPoint"],
    },
    "wafv2/webAcl": {
        page: "https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html",
        error: "WAFAssociatedItemException",
        users: ["wafv2/webAclAssociation"],
    },
    "rds/cluster": {
        page: `${RDS}/API_DeleteDBCluster.html`,
        error: "InvalidDBClusterStateFault",
        users: ["rds/clusterInstance"],
    },
    "rds/subnetGroup": {
        page: `${RDS}/API_DeleteDBSubnetGroup.html`,
        error: "InvalidDBSubnetGroupStateFault",
        users: ["rds/cluster", "rds/clusterInstance", "rds/instance"],
    },
    "rds/parameterGroup": {
        page: `${RDS}/API_DeleteDBParameterGroup.html`,
        error: "InvalidDBParameterGroupState",
        users: ["rds/clusterInstance", "rds/instance"],
    },
    "rds/clusterParameterGroup": {
        page: `${RDS}/API_DeleteDBClusterParameterGroup.html`,
        error: "InvalidDBParameterGroupState",
        users: ["rds/cluster"],
    },
    "elasticache/subnetGroup": {
        page: `${CACHE}/API_DeleteCacheSubnetGroup.html`,
        error: "CacheSubnetGroupInUse",
        users: ["elasticache/cluster", "elasticache/replicationGroup"],
    },
    "elasticache/parameterGroup": {
        page: `${CACHE}/API_DeleteCacheParameterGroup.html`,
        error: "InvalidCacheParameterGroupState",
        users: ["elasticache/cluster", "elasticache/replicationGroup"],
    },
};

/** `ec2/vpc` of `aws:ec2/vpc:Vpc`. */
const short = (type: string) => type.split(":")[1] ?? "";

/** Who keeps whom, as the simulator has it: by an input, or by what both are. */
function pairs(): readonly { readonly user: string; readonly used: string; readonly path: string | undefined }[] {
    return BEHAVING.flatMap((user) => {
        const { uses = {}, holds = {} } = behaviourOf(user) ?? {};
        return [
            ...Object.entries(uses).map(([path, used]) => ({ user, used, path })),
            ...Object.keys(holds).map((used) => ({ user, used, path: undefined })),
        ];
    });
}

/** Properties with a value at a dotted path, each part a list as often as an object. */
function at(path: string, value: PropertyValue): PropertyMap {
    const [first = "", ...rest] = path.split(".");
    return { [first]: rest.length === 0 ? value : [at(rest.join("."), value)] };
}

describe("the simulated AWS keeps what is in use", () => {
    it("for exactly whom AWS keeps it", () => {
        const found = new Map<string, Set<string>>();
        for (const { user, used } of pairs()) {
            // AWS lets a template go that a group of nodes has; the group is broken then.
            if (behaviourOf(used)?.inUse !== undefined) {
                found.set(short(used), (found.get(short(used)) ?? new Set()).add(short(user)));
            }
        }
        assert.deepEqual(
            new Map([...found].map(([used, users]) => [used, [...users].toSorted()])),
            new Map([...found.keys()].map((used) => [used, [...new Set(REFUSALS[used]?.users ?? [])].toSorted()])),
        );
        assert.deepEqual([...found.keys()].toSorted(), Object.keys(REFUSALS).toSorted());
    });

    for (const { user, used, path } of pairs().filter((pair) => behaviourOf(pair.used)?.inUse !== undefined)) {
        it(`${short(used)} for ${short(user)}${path === undefined ? " in its VPC" : ` by ${path}`}`, () => {
            const harness = new Harness();
            const { world } = harness;
            const scope = awsType(used).isGlobal ? "" : "eu-west-1";
            const shared = { vpcId: "vpc-1", connectivityType: "public", internal: false };
            const made = { scope, urn: "urn:used", generation: 0 };
            const inputs = path === undefined ? {} : at(path, "used");
            world.put({ ...made, type: used, id: "used", inputs: {}, outputs: shared });
            world.put({ ...made, type: user, id: "user", urn: "urn:user", inputs, outputs: { ...inputs, ...shared } });
            assert.throws(
                () => harness.delete(used, "used"),
                new RegExp(`^ProviderError: ${REFUSALS[short(used)]?.error}[:\\s].*used by ${user} user`, "s"),
            );
            world.remove({ type: user, scope, id: "user" });
            harness.delete(used, "used");
            assert.equal(world.size, 0);
        });
    }
});

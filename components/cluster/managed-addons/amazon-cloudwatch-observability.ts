import { policyDocument } from "../../aws/policy-document";
import type { ManagedAddon, PolicyFacts } from "./managed-addon";

/** What it writes: metrics of nodes and pods as events of `performance`, and logs of containers, of the system's parts and of nodes. */
const KINDS = ["performance", "application", "dataplane", "host"];

const logGroup = (clusterName: string, kind: string) => `/aws/containerinsights/${clusterName}/${kind}`;

/**
 * Its tracing of applications changes pods that are not its own and costs by request, so that is switched off.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
 */
export const amazonCloudwatchObservability: ManagedAddon = {
    title: "Sends metrics and logs of nodes and pods to CloudWatch, at its prices.",
    stage: "after-nodes",
    namespace: "amazon-cloudwatch",
    identity: { name: "cloudwatch", serviceAccount: "cloudwatch-agent", policy: agentPolicy },
    calls: ["monitoring"],
    logGroups: (clusterName) => KINDS.map((kind) => logGroup(clusterName, kind)),
    configuration: (_, { tolerations }) => ({
        containerLogs: { enabled: true },
        manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
        ...(tolerations && { tolerations }),
    }),
};

/** CloudWatchAgentServerPolicy lets the agent write into every log group and trace; this one into the cluster's own. */
function agentPolicy({ partition, region, clusterName }: PolicyFacts): string {
    const groups = KINDS.map((kind) => `arn:${partition}:logs:${region}:*:log-group:${logGroup(clusterName, kind)}:*`);
    return policyDocument([
        {
            Sid: "WriteLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: groups,
        },
        {
            Sid: "WriteMetrics",
            Effect: "Allow",
            Action: "cloudwatch:PutMetricData",
            Resource: "*",
            Condition: { StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] } },
        },
        // EC2 offers no resources for these; they tell the agent which volumes its node has.
        { Sid: "DescribeNodes", Effect: "Allow", Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"], Resource: "*" },
    ]);
}

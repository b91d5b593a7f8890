import { containsCidr } from "cidr-tools";
import { type Fault, joinPath, show } from "../../core/faults/fault";
import { pipelineArns } from "./pipeline-arns";
import type { EksPlatformConfig } from "./platform-config";
import { CONFIG_NAMESPACE } from "./raw-config";

/**
 * Account ids that AWS's documentation uses, and no customer has.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const EXAMPLE_ACCOUNTS = ["111122223333", "123456789012", "444455556666", "777788889999"];

/**
 * Blocks that documentation uses and nobody sends from.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5737
 */
const EXAMPLE_BLOCKS = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];

type Path = readonly PropertyKey[];

/** Values that are fit for a preview without an account, and that AWS itself refuses or that let nobody in. */
export function exampleFaults(config: EksPlatformConfig): Fault[] {
    const { allowedAccountIds, cluster, namespaces, pipeline } = config;
    const principals: [Path, string][] = [
        ...Object.entries(cluster.access).map(([name, { principalArn }]): [Path, string] => {
            return [["cluster", "access", name, "principalArn"], principalArn];
        }),
        ...Object.entries(namespaces).flatMap(([name, { team }]) =>
            (team?.principals ?? []).map((arn, index): [Path, string] => {
                return [["namespaces", name, "team", "principals", index], arn];
            }),
        ),
    ];
    const pipelines = pipelineArns(pipeline).map(([path, arn]): [Path, string] => [["pipeline", ...path], arn]);
    const accounts = allowedAccountIds.map((id, index): [Path, string] => [["allowedAccountIds", index], id]);
    const blocks = cluster.endpoint.publicCidrs.map((block, index): [Path, string] => {
        return [["cluster", "endpoint", "publicCidrs", index], block];
    });
    return [
        ...[...principals, ...accounts, ...pipelines]
            .filter(([, value]) => EXAMPLE_ACCOUNTS.some((id) => value === id || value.split(":")[4] === id))
            .map(([path, value]) =>
                faultAt(
                    path,
                    value,
                    "an account of yours: this one is from AWS's documentation",
                    "Write your account's id.",
                ),
            ),
        ...blocks
            .filter(([, block]) => EXAMPLE_BLOCKS.some((example) => containsCidr(example, block)))
            .map(([path, value]) =>
                faultAt(path, value, "a block of yours: this one is for documentation (RFC 5737)", OWN_ADDRESS),
            ),
    ];
}

const OWN_ADDRESS =
    "Write the address from which this command reaches the internet, as `curl -s https://checkip.amazonaws.com` tells it, with /32.";

/**
 * Whether a first update could end: it makes the VPC and then objects inside of the cluster, whose API server answers in that VPC
 * alone unless public blocks are set. Later, over a VPN or from a runner in the VPC, they may be taken away again.
 */
export function closedEndpointFault({ cluster }: EksPlatformConfig): Fault | undefined {
    const { publicCidrs } = cluster.endpoint;
    if (publicCidrs.length > 0) {
        return undefined;
    }
    return faultAt(
        ["cluster", "endpoint", "publicCidrs"],
        publicCidrs,
        "at least one block until there is a way into the VPC: this update makes the VPC, so nothing outside could reach the API server in it",
        `${OWN_ADDRESS} Take it away when a VPN or a runner in the VPC reaches the cluster.`,
    );
}

function faultAt([section, ...path]: Path, received: unknown, allowed: string, next: string): Fault {
    return { path: joinPath(`${CONFIG_NAMESPACE}:${String(section)}`, path), received: show(received), allowed, next };
}

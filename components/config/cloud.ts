import { containsCidr } from "cidr-tools";
import { type Fault, faultAt } from "../../core/faults/fault";
import { pipelineArns } from "./pipeline-arns";
import type { EksPlatformConfig } from "./platform-config";
import { CONFIG_NAMESPACE } from "./raw-config";
import { OWN_ADDRESS } from "./way-in";

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
        ...Object.entries(cluster.access).flatMap(([name, { principalArn, trust }]): [Path, string][] => [
            ...(principalArn === undefined
                ? []
                : [[["cluster", "access", name, "principalArn"], principalArn] as [Path, string]]),
            ...(trust?.principals ?? []).map((arn, index): [Path, string] => {
                return [["cluster", "access", name, "trust", "principals", index], arn];
            }),
        ]),
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
                faultIn(
                    path,
                    value,
                    "an account of yours: this one is from AWS's documentation",
                    "Write your account's id.",
                ),
            ),
        ...blocks
            .filter(([, block]) => EXAMPLE_BLOCKS.some((example) => containsCidr(example, block)))
            .map(([path, value]) =>
                faultIn(path, value, "a block of yours: this one is for documentation (RFC 5737)", OWN_ADDRESS),
            ),
    ];
}

function faultIn([section, ...path]: Path, received: unknown, allowed: string, next: string): Fault {
    return faultAt([`${CONFIG_NAMESPACE}:${String(section)}`, ...path], received, allowed, next);
}

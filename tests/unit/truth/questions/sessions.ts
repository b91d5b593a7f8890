import { stringAt } from "../../../../core/engine/values";
import { type Account, texts } from "../account";
import { Network } from "../network/network";
import { type Question, service } from "./question";

const ROLE = "-cluster-session-role";
const INSTANCE = "aws:ec2/instance:Instance";

const hasHost = (account: Account) => account.all(INSTANCE).length > 0;

function placed(account: Account) {
    const network = new Network(account.resources);
    const { outputs } = account.one(INSTANCE);
    const [host] = network.interfaces([stringAt(outputs, "subnetId") ?? ""], texts(outputs, "vpcSecurityGroupIds"));
    if (!host) {
        throw new Error("The host of sessions is in no subnet.");
    }
    return { network, host };
}

/** What the host of sessions may do, and whom it reaches. */
export const SESSION_QUESTIONS: readonly Question[] = [
    {
        says: "the host of sessions gets its role, takes sessions and reads no parameter",
        of: hasHost,
        holds: (account) => {
            const call = { by: ROLE, on: "*" };
            return (
                account.may({
                    by: service("ec2"),
                    actions: "sts:AssumeRole",
                    on: account.one("aws:iam/role:Role", ROLE),
                }) &&
                account.may({
                    ...call,
                    actions: [
                        "ssm:UpdateInstanceInformation",
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel",
                    ],
                }) &&
                !account.mayAny({ ...call, actions: ["ssm:GetParameter", "ssm:StartSession", "eks:DescribeCluster"] })
            );
        },
    },
    {
        says: "the host of sessions reaches the API server and Systems Manager, and no other port of either",
        of: hasHost,
        holds: (account) => {
            const { network, host } = placed(account);
            const plane = network.controlPlane();
            return (
                plane.every((one) => network.reaches(host, one, { protocol: "tcp", port: 443 })) &&
                !plane.some((one) => network.reaches(host, one, { protocol: "tcp", port: 10_250 })) &&
                ["ssm", "ssmmessages"].every((name) => network.wayTo(name, host) !== undefined)
            );
        },
    },
    {
        says: "the host of sessions reaches no node, and nothing reaches it",
        of: hasHost,
        holds: (account) => {
            const { network, host } = placed(account);
            const ports = [22, 80, 443, 10_250].map((port) => ({ protocol: "tcp" as const, port }));
            const others = [...network.nodes(), ...network.controlPlane()];
            return ports.every(
                (packet) =>
                    !network.isReachedFromInternet(host, packet) &&
                    !others.some((one) => network.reaches(one, host, packet)) &&
                    (packet.port === 443 || !network.nodes().some((node) => network.reaches(host, node, packet))),
            );
        },
    },
];

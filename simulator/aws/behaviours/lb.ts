import { listAt } from "../../../core/engine/values";
import { valuesAt } from "../../resource/properties";
import type { AwsBehaviours } from "../behaviour";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const CERTIFICATE = "aws:acm/certificate:Certificate";

/** Load balancers. */
export const lbBehaviours: AwsBehaviours = {
    [LOAD_BALANCER]: {
        deletionProtection: "enableDeletionProtection",
        uses: {
            subnets: "aws:ec2/subnet:Subnet",
            "subnetMappings.subnetId": "aws:ec2/subnet:Subnet",
            "subnetMappings.allocationId": "aws:ec2/eip:Eip",
            securityGroups: "aws:ec2/securityGroup:SecurityGroup",
        },
        computed: ({ inputs, lookup }) => {
            const [subnet] = [...listAt(inputs, "subnets"), ...valuesAt(inputs, "subnetMappings.subnetId")];
            const vpcId = typeof subnet === "string" ? lookup("aws:ec2/subnet:Subnet", subnet)?.vpcId : undefined;
            return vpcId === undefined ? {} : { vpcId };
        },
        // The addresses of one that faces the internet are mapped by its gateway.
        holds: {
            "aws:ec2/internetGateway:InternetGateway": (own, other) =>
                own.internal !== true && own.vpcId === other.vpcId,
        },
    },

    [LISTENER]: {
        takenBy: { type: LOAD_BALANCER, where: { loadBalancerArn: "arn" } },
        uses: {
            certificateArn: CERTIFICATE,
            "defaultActions.targetGroupArn": TARGET_GROUP,
            "defaultActions.forward.targetGroups.arn": TARGET_GROUP,
        },
    },

    "aws:lb/listenerRule:ListenerRule": {
        takenBy: { type: LISTENER, where: { listenerArn: "arn" } },
        uses: { "actions.targetGroupArn": TARGET_GROUP, "actions.forward.targetGroups.arn": TARGET_GROUP },
    },

    "aws:lb/listenerCertificate:ListenerCertificate": {
        takenBy: { type: LISTENER, where: { listenerArn: "arn" } },
        uses: { certificateArn: CERTIFICATE },
    },

    [TARGET_GROUP]: { inUse: "ResourceInUse" },
};

import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html */
export const subnetPublicAddress = typeRule({
    id: "subnet-public-address",
    title: "Subnets give no public address to everything that starts in them.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "An instance in such a subnet is on the internet without anyone having asked for it.",
    fix: "Leave mapPublicIpOnLaunch out, or tag a subnet for load balancers kubernetes.io/role/elb.",
    sources: ["FSBP EC2.15", "CKV_AWS_130", "AWS-0164"],
    types: ["aws:ec2/subnet:Subnet"],
    *check({ props }) {
        const map = props.key("mapPublicIpOnLaunch");
        // Public load balancers are put in subnets with this tag, and some expect addresses there.
        const isForLoadBalancers = props.key("tags").key("kubernetes.io/role/elb").isStated;
        if (!isForLoadBalancers && map.outside(undefined, false)) {
            yield finding(map, `mapPublicIpOnLaunch is ${map}; allowed: false`);
        }
    },
});

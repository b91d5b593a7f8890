import type { Pricer } from "../part";
import { BY_USE, priceFileSystem } from "./by-use";
import { priceCluster } from "./cluster";
import { FREE_TYPES } from "./free";
import { priceInstance } from "./instance";
import { priceIngress, priceLoadBalancer, priceRelease, priceService } from "./load-balancers";
import { MONTHLY, priceWebAcl } from "./monthly";
import { priceAddress, priceEndpoint, priceNatGateway } from "./network";
import { priceNodeGroup } from "./node-group";
import { UNPRICED_TYPES } from "./unpriced";
import { priceClaim, priceStatefulSet, priceVolume } from "./volumes";

/**
 * What each type costs. A type of AWS that is not here is listed as not priced; an object of Kubernetes that is not here costs nothing but
 * the nodes that it runs on.
 */
export const PRICERS: ReadonlyMap<string, Pricer> = new Map<string, Pricer>([
    ...FREE_TYPES,
    ...UNPRICED_TYPES,
    ...BY_USE,
    ...MONTHLY,
    ["aws:eks/cluster:Cluster", priceCluster],
    ["aws:eks/nodeGroup:NodeGroup", priceNodeGroup],
    ["aws:ec2/instance:Instance", priceInstance],
    ["aws:ec2/natGateway:NatGateway", priceNatGateway],
    ["aws:ec2/eip:Eip", priceAddress],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", priceEndpoint],
    ["aws:lb/loadBalancer:LoadBalancer", priceLoadBalancer],
    ["aws:ebs/volume:Volume", priceVolume],
    ["aws:efs/fileSystem:FileSystem", priceFileSystem],
    ["aws:wafv2/webAcl:WebAcl", priceWebAcl],
    ["kubernetes:apps/v1:StatefulSet", priceStatefulSet],
    ["kubernetes:core/v1:PersistentVolumeClaim", priceClaim],
    ["kubernetes:core/v1:PersistentVolumeClaimPatch", priceClaim],
    ["kubernetes:core/v1:Service", priceService],
    ["kubernetes:networking.k8s.io/v1:Ingress", priceIngress],
    ["kubernetes:helm.sh/v3:Release", priceRelease],
]);

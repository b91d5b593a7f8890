import type { Resource } from "./resource";

/** Provisioners of EBS volumes. */
export const EBS_PROVISIONERS = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];

/** True for a StorageClass of one of the three provisioners of EBS volumes. */
export function isEbsClass({ props }: Resource): boolean {
    return EBS_PROVISIONERS.includes(props.key("provisioner").text ?? "");
}

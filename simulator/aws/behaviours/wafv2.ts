import type { AwsBehaviours } from "../behaviour";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

/** Firewalls of load balancers and APIs. */
export const wafv2Behaviours: AwsBehaviours = {
    [WEB_ACL]: { inUse: "WAFAssociatedItemException" },
    "aws:wafv2/webAclAssociation:WebAclAssociation": { uses: { webAclArn: WEB_ACL } },
};

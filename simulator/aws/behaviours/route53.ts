import { stringAt } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, joined } from "../behaviour";

/** DNS zones and records. */
export const route53Behaviours: AwsBehaviours = {
    "aws:route53/zone:Zone": {
        inUse: "HostedZoneNotEmpty",
        id: ({ identity }) => `Z${identity.text("id", 20, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`,
        defaults: () => ({ comment: "Managed by Pulumi" }),
        computed: (context, id) => ({
            arn: `arn:${context.partition}:route53:::hostedzone/${id}`,
            nameServers: nameServers(context),
            primaryNameServer: nameServers(context)[0],
            zoneId: id,
        }),
    },

    "aws:route53/record:Record": {
        unique: { by: ["zoneId", "name", "type", "setIdentifier"], error: "InvalidChangeBatch: it already exists" },
        uses: { zoneId: "aws:route53/zone:Zone" },
        id: joined("_", "zoneId", "name", "type"),
        computed: (context) => {
            const zone = stringAt(context.lookup("aws:route53/zone:Zone", context.text("zoneId")) ?? {}, "name") ?? "";
            const name = context.text("name");
            return { fqdn: zone === "" || name === zone || name.endsWith(`.${zone}`) ? name : `${name}.${zone}` };
        },
    },
};

function nameServers({ identity }: AwsContext): string[] {
    return ["org", "co.uk", "com", "net"].map(
        (domain, index) => `ns-${identity.number(domain, 512) + index * 512}.awsdns-${10 + index}.${domain}`,
    );
}

import { servedRegion, ZONES_WITHOUT_EKS } from "../../core/facts/aws/regions";
import { MOST_ZONES } from "../network/subnets";
import type { Report } from "../schema/report";

/** Which letters a region's zones have is decided for each account; AWS refuses a subnet in a zone that the account does not have. */
export function checkZones(
    zones: readonly string[] | undefined,
    region: string,
    report: Report,
    pathOf = (index: number): readonly PropertyKey[] => ["zones", index],
): void {
    const known = servedRegion(region);
    if (!known) {
        return;
    }
    const named = (letters: string) => [...letters].map((letter) => `${region}${letter}`);
    const without = ZONES_WITHOUT_EKS.get(region);
    const ask =
        `aws ec2 describe-availability-zones --region ${region} shows those of your account` +
        `${without === undefined ? "." : `; EKS is not in the one with the id ${without}.`}`;
    const all = named(known.zones);
    if (zones === undefined) {
        if (named("abc").every((zone) => named(known.sureZones).includes(zone))) {
            return;
        }
        const example = named(known.sureZones).slice(0, MOST_ZONES - 1);
        const next = example.length < 2 ? ask : `Set network.zones, for example to [${example.join(", ")}]; ${ask}`;
        report(
            ["zones"],
            zones,
            `two or more of ${all.join(", ")}: not every account has a, b and c in this region`,
            next,
        );
        return;
    }
    zones.forEach((zone, index) => {
        if (all.includes(zone)) {
            return;
        }
        const next = ZONE_ID.test(zone) ? nextForId(zone, region) : `Change the zone or the region; ${ask}`;
        report(pathOf(index), zone, `a zone of the region ${region}: ${all.join(", ")}`, next);
    });
}

/** `use1-az3`, the name of a zone that is the same in every account. */
const ZONE_ID = /^[a-z]+\d+-az\d+$/;

function nextForId(id: string, region: string): string {
    return ZONES_WITHOUT_EKS.get(region) === id
        ? `EKS is not in ${id}: name other zones, each by its letter.`
        : `Name the zone by its letter: aws ec2 describe-availability-zones --region ${region} --zone-ids ${id} shows which it has in your account.`;
}

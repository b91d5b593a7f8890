import { servedRegion } from "../../core/facts/aws/regions";

/** The availability zones of a region: all that any account has; a, b and c where nothing is known of the region. */
export function zoneNames(region: string): string[] {
    return [...(servedRegion(region)?.zones ?? "abc")].map((letter) => region + letter);
}

/** The id of a zone: `eu-west-1b` is `euw1-az2` in this account. Other accounts see other numbers. */
export function zoneId(zone: string): string {
    const [geography = "", direction = "", rest = ""] = zone.split("-");
    const initials = direction.replace(/north|south|east|west|central/g, (word) => word.charAt(0));
    return `${geography}${initials}${rest.slice(0, -1)}-az${rest.slice(-1).charCodeAt(0) - 96}`;
}

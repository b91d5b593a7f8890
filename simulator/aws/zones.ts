/** The availability zones of a region. Real regions have two to six; every region that EKS offers has three here. */
export function zoneNames(region: string): string[] {
    return ["a", "b", "c"].map((letter) => region + letter);
}

/** The id of a zone: `eu-west-1b` is `euw1-az2` in this account. Other accounts see other numbers. */
export function zoneId(zone: string): string {
    const [geography = "", direction = "", rest = ""] = zone.split("-");
    const initials = direction.replace(/north|south|east|west|central/g, (word) => word.charAt(0));
    return `${geography}${initials}${rest.slice(0, -1)}-az${rest.slice(-1).charCodeAt(0) - 96}`;
}

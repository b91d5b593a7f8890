import type { Report } from "../schema/report";

/** Names the zones of a section that the network has no subnets in; of a network with faults nothing is known. */
export function checkZonesInUse(
    zones: readonly string[] | undefined,
    network: readonly string[] | undefined,
    path: readonly PropertyKey[],
    report: Report,
): void {
    if (!network) {
        return;
    }
    zones?.forEach((zone, index) => {
        if (network.includes(zone)) {
            return;
        }
        const allowed = `a zone of the network: ${network.join(", ")}`;
        report([...path, index], zone, allowed, "Change this zone, or add it to network.zones.");
    });
}

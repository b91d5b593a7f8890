import { parseCidr } from "cidr-tools";

/** The block that contains the address, in canonical form (host bits zero); undefined for anything but an IPv4 CIDR. */
export function canonicalIpv4(value: string): string | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
    if (!match) {
        return undefined;
    }
    const octets = match.slice(1, 5).map(Number);
    const prefix = Number(match[5]);
    if (prefix > 32 || octets.some((octet) => octet > 255)) {
        return undefined;
    }
    return formatIpv4(parseCidr(`${octets.join(".")}/${prefix}`).start, prefix);
}

/** The first address of a block and its prefix length as text. */
export function formatIpv4(start: bigint, prefix: number): string {
    const octets = [24n, 16n, 8n, 0n].map((shift) => (start >> shift) & 255n);
    return `${octets.join(".")}/${prefix}`;
}

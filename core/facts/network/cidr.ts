/** A range of addresses of one family, ends included. */
export interface AddressRange {
    /** Version of the Internet Protocol. */
    readonly family: 4 | 6;
    readonly first: bigint;
    readonly last: bigint;
}

/**
 * Reads a CIDR block in any spelling: `0.0.0.0/0`, `::/0`, `0::0/0`, `::ffff:10.0.0.0/104`. Host bits are ignored, as AWS
 * and Kubernetes do.
 *
 * @returns `undefined` when the text is no CIDR block.
 */
export function parseCidr(text: string): AddressRange | undefined {
    const [address = "", prefixText, ...rest] = text.trim().split("/");
    const parsed = address.includes(":") ? parseV6(address) : parseV4(address);
    if (parsed === undefined || rest.length > 0) {
        return undefined;
    }
    const family = address.includes(":") ? 6 : 4;
    const bits = family === 6 ? 128 : 32;
    const prefix = prefixText === undefined ? bits : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : -1;
    if (prefix < 0 || prefix > bits) {
        return undefined;
    }
    const size = 1n << BigInt(bits - prefix);
    const first = (parsed / size) * size;
    return { family, first, last: first + size - 1n };
}

/**
 * The families whose addresses the blocks cover altogether, alone or together (`0.0.0.0/1` with `128.0.0.0/1`), so that a
 * split does not hide a rule that is open to the world. Texts that are no CIDR block are left out.
 */
export function openFamilies(cidrs: readonly string[]): readonly (4 | 6)[] {
    const ranges = cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
    return ([4, 6] as const).filter((family) => coversAll(ranges, family));
}

/** Ranges that are for the use within networks, which nobody has on the internet. */
export const PRIVATE_RANGES: readonly AddressRange[] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "fc00::/7",
].flatMap((cidr) => parseCidr(cidr) ?? []);

function coversAll(ranges: readonly AddressRange[], family: 4 | 6): boolean {
    const end = 1n << (family === 6 ? 128n : 32n);
    const sorted = ranges
        .filter((range) => range.family === family)
        .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
    let next = 0n;
    for (const { first, last } of sorted) {
        if (first > next) {
            return false;
        }
        next = last + 1n > next ? last + 1n : next;
    }
    return next >= end;
}

function parseV4(text: string): bigint | undefined {
    const parts = text.split(".");
    if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) {
        return undefined;
    }
    return parts.reduce((address, part) => (address << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
    const [head = "", tail, ...rest] = embeddedV4(text).split("::");
    if (rest.length > 0) {
        return undefined;
    }
    const left = head === "" ? [] : head.split(":");
    const right = tail === undefined || tail === "" ? [] : tail.split(":");
    const missing = 8 - left.length - right.length;
    if (tail === undefined ? missing !== 0 : missing < 1) {
        return undefined;
    }
    const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
    return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
        ? groups.reduce((address, group) => (address << 16n) | BigInt(`0x${group}`), 0n)
        : undefined;
}

/** Rewrites the dotted end of `::ffff:10.0.0.1` as two groups. */
function embeddedV4(text: string): string {
    const start = text.lastIndexOf(":") + 1;
    const address = text.includes(".") ? parseV4(text.slice(start)) : undefined;
    return address === undefined
        ? text
        : `${text.slice(0, start)}${(address >> 16n).toString(16)}:${(address & 0xffffn).toString(16)}`;
}

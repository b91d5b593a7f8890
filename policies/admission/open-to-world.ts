/** The share of all addresses that a block with a prefix of so many bits holds. */
const SHARES = Array.from({ length: 33 }, (_, bits) => (2 ** -bits).toExponential().replace(/^(\d)e/, "$1.0e"));

/**
 * CEL of whether blocks cover all addresses of IPv4 or of IPv6, alone or together. Blocks are either apart or one within the
 * other, so that the shares of the outermost add up.
 *
 * @param cidrs CEL of a list of texts; those that are no block are left out
 */
export function isOpenToWorld(cidrs: string): string {
    const isOutermost = "!b.exists(o, o.prefixLength() < n.prefixLength() && o.containsCIDR(n))";
    const share = `[${SHARES.join(", ")}][n.prefixLength()] / double(b.filter(o, o == n).size())`;
    return (
        `[${cidrs}.filter(r, isCIDR(r)).map(r, cidr(r).masked()).filter(n, n.prefixLength() < ${SHARES.length})]` +
        `.exists(b, [4, 6].exists(f, b.filter(n, n.ip().family() == f && ${isOutermost}).map(n, ${share}).sum() > 0.99999999999))`
    );
}

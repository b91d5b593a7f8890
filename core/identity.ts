import { createHash } from "node:crypto";

/**
 * Generated values of one resource: ids, addresses, timestamps. They look random and are the same in every run, in the
 * preview as in the update, because they are drawn from a hash of what identifies the resource.
 */
export class Identity {
    constructor(
        /** What identifies the resource: two with one source have the same values. */
        readonly source: string,
    ) {}

    /** Bytes; `label` tells apart the values of one resource. */
    bytes(label: string, length: number): Buffer {
        const blocks: Buffer[] = [];
        for (let block = 0; block * 32 < length; block += 1) {
            blocks.push(createHash("sha256").update(`${this.source}\0${label}\0${block}`).digest());
        }
        return Buffer.concat(blocks).subarray(0, length);
    }

    /** Lower-case hexadecimal digits. */
    hex(label: string, length: number): string {
        return this.bytes(label, Math.ceil(length / 2))
            .toString("hex")
            .slice(0, length);
    }

    /** A whole number from 0 to `below` - 1. */
    number(label: string, below: number): number {
        return this.bytes(label, 6).readUIntBE(0, 6) % below;
    }

    /** Characters drawn from an alphabet. */
    text(label: string, length: number, alphabet: string): string {
        let text = "";
        for (const byte of this.bytes(label, length)) {
            text += alphabet[byte % alphabet.length];
        }
        return text;
    }

    /** A version 4 UUID. */
    uuid(label: string): string {
        const hex = this.hex(label, 32);
        const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
        return [
            hex.slice(0, 8),
            hex.slice(8, 12),
            `4${hex.slice(13, 16)}`,
            `${variant}${hex.slice(17, 20)}`,
            hex.slice(20, 32),
        ].join("-");
    }

    /** An instant in 2026, RFC 3339 with seconds. */
    timestamp(label: string): string {
        const start = Date.UTC(2026, 0, 1);
        return `${new Date(start + this.number(label, 300 * 86_400) * 1000).toISOString().slice(0, 19)}Z`;
    }
}

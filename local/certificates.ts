// @peculiar/x509 refuses to load without it.
import "reflect-metadata";
import { KeyObject, randomBytes, webcrypto } from "node:crypto";
import {
    AuthorityKeyIdentifierExtension,
    BasicConstraintsExtension,
    ExtendedKeyUsageExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectAlternativeNameExtension,
    SubjectKeyIdentifierExtension,
    type X509Certificate,
    X509CertificateGenerator,
} from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const VALIDITY_YEARS = 10;
const USAGES = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" };

/** A certificate and its private key, both PEM. */
export interface KeyPair {
    readonly certificate: string;
    readonly key: string;
}

/** A certificate authority that exists in memory only. */
export interface Authority extends KeyPair {
    readonly x509: X509Certificate;
    readonly signingKey: webcrypto.CryptoKey;
}

export interface LeafSubject {
    readonly commonName: string;
    /** What the certificate is for: proving a server, a client, or both. */
    readonly usages: readonly (keyof typeof USAGES)[];
    /** DNS names and IP addresses of a server. */
    readonly dnsNames?: readonly string[];
    readonly addresses?: readonly string[];
}

/** A new self-signed authority (ECDSA P-256, ten years). */
export async function createAuthority(commonName: string): Promise<Authority> {
    const keys = await generateKeys();
    const x509 = await X509CertificateGenerator.createSelfSigned({
        name: `CN=${commonName}`,
        keys,
        signingAlgorithm: ALGORITHM,
        serialNumber: serialNumber(),
        ...validity(),
        extensions: [
            new BasicConstraintsExtension(true, 0, true),
            new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
            await SubjectKeyIdentifierExtension.create(keys.publicKey),
        ],
    });
    return {
        x509,
        signingKey: keys.privateKey,
        certificate: x509.toString("pem"),
        key: privateKeyPem(keys.privateKey),
    };
}

/** A certificate signed by `authority`. */
export async function issueCertificate(authority: Authority, subject: LeafSubject): Promise<KeyPair> {
    const keys = await generateKeys();
    const names = [
        ...(subject.dnsNames ?? []).map((value) => ({ type: "dns" as const, value })),
        ...(subject.addresses ?? []).map((value) => ({ type: "ip" as const, value })),
    ];
    const x509 = await X509CertificateGenerator.create({
        subject: `CN=${subject.commonName}`,
        issuer: authority.x509.subject,
        publicKey: keys.publicKey,
        signingKey: authority.signingKey,
        signingAlgorithm: ALGORITHM,
        serialNumber: serialNumber(),
        ...validity(),
        extensions: [
            new BasicConstraintsExtension(false, undefined, true),
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
            new ExtendedKeyUsageExtension(subject.usages.map((usage) => USAGES[usage])),
            await AuthorityKeyIdentifierExtension.create(authority.x509.publicKey),
            ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
        ],
    });
    return { certificate: x509.toString("pem"), key: privateKeyPem(keys.privateKey) };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
    return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function privateKeyPem(key: webcrypto.CryptoKey): string {
    return KeyObject.from(key).export({ type: "pkcs8", format: "pem" }).toString();
}

/** Positive, 63 random bits, as RFC 5280 asks for. */
function serialNumber(): string {
    const bytes = randomBytes(8);
    bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
    return bytes.toString("hex");
}

/** Starts an hour ago, for clocks that were put back. */
function validity(): { notBefore: Date; notAfter: Date } {
    const notAfter = new Date();
    notAfter.setFullYear(notAfter.getFullYear() + VALIDITY_YEARS);
    return { notBefore: new Date(Date.now() - 3_600_000), notAfter };
}

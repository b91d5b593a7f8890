import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
    cryptoProvider,
    PemConverter,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
} from "@peculiar/x509";

cryptoProvider.set(webcrypto);

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate for a host and its key, both in PEM. */
export async function selfSigned(host: string, notAfter: Date): Promise<{ certificate: string; key: string }> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const certificate = await X509CertificateGenerator.createSelfSigned({
        name: `CN=${host}`,
        notBefore: new Date("2020-01-01"),
        notAfter,
        keys,
        signingAlgorithm: ALGORITHM,
        extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: host }])],
    });
    const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
    return { certificate: certificate.toString("pem"), key: PemConverter.encode(key, "PRIVATE KEY") };
}

import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Report } from "../schema/report";
import type { NamespaceConfig } from "./namespace-schema";

/** The first certificate of a PEM text, which is the server's own; undefined where there is none. */
export function parseCertificate(pem: string): X509Certificate | undefined {
    try {
        return new X509Certificate(pem);
    } catch {
        return undefined;
    }
}

/** Whether a text is a private key in PEM, without a passphrase of its own. */
function isPrivateKey(pem: string): boolean {
    try {
        return createPrivateKey(pem).type === "private";
    } catch {
        return false;
    }
}

/** Checks each certificate of a namespace: it is in force, and its key is its own. */
export function checkCertificates(
    namespace: string,
    { certificates }: Pick<NamespaceConfig, "certificates">,
    today: Date,
    report: Report,
): void {
    for (const [name, { certificate, key }] of Object.entries(certificates)) {
        const parsed = parseCertificate(certificate);
        const at = [namespace, "certificates", name];
        if (!parsed) {
            continue;
        }
        if (new Date(parsed.validTo) <= today) {
            const until = new Date(parsed.validTo).toISOString().slice(0, 10);
            report([...at, "certificate"], `valid until ${until}`, "a certificate in force", "Renew it.");
        }
        if (!key.isKnown) {
            continue;
        }
        if (!isPrivateKey(key.reveal())) {
            report([...at, "key"], key, "a private key in PEM, not encrypted itself", "Encrypt the key's whole text.");
        } else if (!parsed.checkPrivateKey(createPrivateKey(key.reveal()))) {
            report([...at, "key"], key, "the private key of this certificate", "Take both from the same request.");
        }
    }
}

/** Why a namespace's certificate does not serve a host; undefined where it does, or where the stack does not have it. */
export function uncoveredHost(settings: NamespaceConfig | undefined, secret: string, host: string): string | undefined {
    const certificates = new Map(Object.entries(settings?.certificates ?? {}));
    const parsed = parseCertificate(certificates.get(secret)?.certificate ?? "");
    if (!parsed || parsed.checkHost(host) !== undefined) {
        return undefined;
    }
    return parsed.subjectAltName ?? parsed.subject;
}

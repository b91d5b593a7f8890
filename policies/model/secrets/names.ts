/** Names that hold a secret, as patterns of words in the order in which they must follow each other. */
const SECRET_WORDS: readonly string[] = [
    ...["[a-z0-9]*password", "[a-z0-9]*passwd", "pass", "passphrase", "pwd", "pw"],
    ...["requirepass", "masterauth", "sshpass", "secret", "token", "credentials?", "apikey", "api key", "private key"],
    ...["access key", "encryption key", "signing key", "account key", "master key", "shared key"],
];

/** `PASSWORD1` and `token2` too; a `pin1` is one of a chip. */
const NUMBERED: readonly string[] = [`(${SECRET_WORDS.join("|")})\\d?`, "pin"];

/** Last words that make a name say where a secret is, or what it is like, and not what it is; of etcd's token, which tells clusters apart. */
const HARMLESS_ENDINGS: readonly string[] = [
    ...(
        "file path dir directory name url uri endpoint host arn id ttl expiry expires expiration " +
        "lifetime lifespan age duration timeout second minute hour day enabled disabled required type kind algorithm alg length size " +
        "count limit policy policies mode header ref reference issuer audience provider source version rotation interval " +
        "through store manager bucket cache field claim prefix suffix format regex pattern label " +
        "annotation namespace class selector service server scope validator exchange grant generator request " +
        "response usage strategy backend mount volume template prompt leeway strength complexity reset recovery change " +
        "env var variable login auth authentication user username email role stdin resolver lookup support message text title validity " +
        "window period frequency"
    ).split(" "),
    "initial cluster token",
];

/** Words that make a name a switch or a quantity, so that a small number under it is one. */
const SWITCHES: readonly string[] = (
    "allow allowed use uses enable require requires disable is has should skip with without no secure empty random generate " +
    "show hide force ignore mask check validate verify auto max maximum min minimum num number per total retries retry"
).split(" ");

/** Words before `secret` that make the two a Kubernetes object. */
const OBJECTS: readonly string[] = (
    "existing external credential credentials password passwords tls ssl cert certs certificate certificates ca pull " +
    "registry docker kubernetes k8s kube storage bucket backup kubeconfig key"
).split(" ");

/** Patterns over the words of a name, in lower case with one space between them. RE2 reads them too, for the guard. */
export const SECRET_NAME = pattern(NUMBERED, "( |$)");
/** What is in all of them. It costs less to look for, and most names have none of it. */
export const SECRET_HINT = /p(ass|w|in)|secret|token|credential|key|auth/;
export const SECRET_AT_END = pattern(NUMBERED, "$");
export const HARMLESS_NAME = pattern(HARMLESS_ENDINGS, "s?$");
export const SWITCH_NAME = pattern(SWITCHES, "( |$)");
/** Names of what stands for a Secret: `existingSecret`, and `passwordKey`, which is a key in one. */
export const OBJECT_NAME = new RegExp(
    `(^| )((${OBJECTS.join("|")}) secrets?\\d?|secrets|(password|passwd|token|credentials?)( secret)? key)$`,
);
/** Names of a Secret or of what is in it, which the text under them tells. */
export const MAY_BE_OBJECT_NAME = /(^| )(secret|credentials?)\d?$/;
/** Names of headers that carry a token or a password. */
export const AUTHORIZATION_NAME = /(^| )authorization( header)?$/;

function pattern(words: readonly string[], end: string): RegExp {
    return new RegExp(`(^| )(${words.join("|")})${end}`);
}

/** The words of a name, `dbPassword` and `DB_PASSWORD` alike. */
export function wordsOf(name: string): string {
    return name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== "")
        .join(" ");
}

/** True for a name under which a secret is to be expected. */
export function namesSecret(name: string): boolean {
    const words = wordsOf(name);
    return SECRET_NAME.test(words) && !HARMLESS_NAME.test(words);
}

/** What stands beside `ACCESS_KEY`, in its place, where that is the name of a user: the key of MinIO's and AWS's. */
const KEYS_BESIDE: readonly string[] = ["secret key", "secret access key", "access key secret", "access secret"];

/** The names among these that are half of a pair: an `accessKey` beside its `secretKey` says who, and is no secret. */
export function accessKeyIds(names: readonly string[]): ReadonlySet<string> {
    const all = new Set(names.map(wordsOf));
    const isId = (name: string) => {
        const before = /^(|.* )access key$/.exec(wordsOf(name))?.[1];
        return (
            before !== undefined && !/(^| )secret $/.test(before) && KEYS_BESIDE.some((key) => all.has(before + key))
        );
    };
    return new Set(names.filter(isId));
}

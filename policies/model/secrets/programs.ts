/** Where one of a command's words holds a password. */
export interface PasswordPlace {
    readonly index: number;
    /** What the program calls the value, where it takes any. @default password */
    readonly key: string;
    readonly text: string;
}

const MYSQL = "mysql|mysqladmin|mysqldump|mysqlcheck|mysqlimport|mysqlsh|mariadb|mariadb-(admin|dump|check|import)";
const LDAP = "ldap(search|add|modify|delete|whoami|passwd|compare|modrdn)";
const REGISTRIES = "docker|podman|nerdctl|buildah|helm|oras|crane|skopeo";

/**
 * Where programs take a password, written as in their own help: small letters stand there literally, capitals are the user's texts.
 * Options may stand between words, but not between an option and its text unless OPTIONS says so.
 */
const PROGRAMS: readonly (readonly [programs: string, ...usages: string[]])[] = [
    // Databases, queues and stores
    ["(redis|keydb|valkey)-cli", "(-a|--pass) PASSWORD", "(auth|AUTH) PASSWORD", "(auth|AUTH) NAME PASSWORD"],
    ["(redis|keydb|valkey)-cli", "(config|CONFIG) (set|SET) KEY PASSWORD"],
    [MYSQL, "-pPASSWORD", "password PASSWORD"],
    ["mongo|mongosh|mongo(dump|restore|export|import|stat|top|files)", "-p PASSWORD", "-pPASSWORD"],
    ["sqlcmd|bcp|osql|isql|tsql", "-P PASSWORD", "-PPASSWORD"],
    ["sqlplus|expdp|impdp", "(\\S*/)?(sqlplus|expdp|impdp) NAME/PASSWORD"],
    ["cqlsh|cypher-shell|rabbitmqadmin|sshpass", "-p PASSWORD", "-pPASSWORD"],
    ["neo4j-admin", "set-initial-password PASSWORD"],
    ["elasticsearch-users", "-p PASSWORD"],
    ["etcdctl", "--user NAME:PASSWORD", "--user=NAME:PASSWORD"],
    ["rabbitmqctl", "(add_user|change_password|authenticate_user) NAME PASSWORD"],
    ["mosquitto_(pub|sub|rr)", "-P PASSWORD"],
    ["mosquitto_passwd", "-\\w*b\\w* OPTIONS NAME NAME PASSWORD"],
    ["mc", "(alias|config) (set|host) NAME NAME NAME PASSWORD", "user add NAME NAME PASSWORD"],
    [LDAP, "-w PASSWORD", "-wPASSWORD"],
    // Clients of other services; an address tells one whose name is the image's
    ["curl", "(-[a-zA-Z]*[uU]|--user|--proxy-user) LOGIN", "(-[uU]|--(proxy-)?user=)LOGIN"],
    ["[a-z]+://\\S*", "(-u|--user|--proxy-user) LOGIN"],
    ["curl", "--oauth2-bearer PASSWORD"],
    ["https?", "(-a|--auth) NAME:PASSWORD", "(-a|--auth=)NAME:PASSWORD"],
    ["smbclient", "(-U|--user) NAME%PASSWORD", "(-U|--user=)NAME%PASSWORD"],
    ["lftp", "-u NAME,PASSWORD"],
    [REGISTRIES, "login -\\w*p PASSWORD", "login -pPASSWORD"],
    ["az", "login -p PASSWORD"],
    ["vault", "login TOKEN"],
    ["aws", "configure set KEY PASSWORD"],
    ["dotnet", "user-secrets set KEY PASSWORD"],
    ["grafana(-cli)?", "reset-admin-password PASSWORD"],
    ["kadmin", "-w PASSWORD"],
    ["snmp(get|getnext|walk|set|bulkwalk|bulkget)", "-[AX] PASSWORD"],
    // What seals and opens
    ["htpasswd", "-\\w*(bn|nb)\\w* OPTIONS NAME PASSWORD", "-\\w*b\\w* OPTIONS NAME NAME PASSWORD"],
    ["keytool|jarsigner", "-(src|dest)?(store|key)pass PASSWORD"],
    ["openssl", "-(pass|passin|passout) pass:PASSWORD", "enc -k PASSWORD"],
    ["zip|unzip|zipcloak", "-P PASSWORD", "-PPASSWORD"],
    ["7z|7za|7zz", "-pPASSWORD"],
];

/** Ends each word, since words may hold spaces and ends of lines. */
const END = "\0";
const WORD: readonly (readonly [RegExp, string])[] = [
    [/\\S/g, "[^\0]"],
    // `1000:1000` is a user and a group.
    [/LOGIN/g, "(?!\\d+:\\d+\0)[^\0:]+:(?<secret>[^\0]+)"],
    [/NAME/g, "(?!@)[^\0]+?"],
    [/KEY/g, "(?<key>[^\0]+)"],
    [/PASSWORD/g, "(?<secret>[^\0]+)"],
    // `vault login username=...` is none.
    [/TOKEN/g, "(?<secret>[^\0=]+)"],
];

const USAGES = PROGRAMS.map(([programs, ...usages]) => ({
    program: new RegExp(`(^|[\0/])(${withWords(programs)})\0`),
    usages: usages.map((usage) => new RegExp(`(?<=^|\0)${patternOf(usage.split(" "))}\0`, "d")),
}));

function withWords(text: string): string {
    return WORD.reduce((pattern, [word, form]) => pattern.replace(word, form), text);
}

function patternOf(words: readonly string[]): string {
    return words
        .map((word, index) => {
            const before = words[index - 1];
            const isUsers = /^[A-Z]/.test(word);
            if (word === "OPTIONS") {
                return "(?:\0-[^\0]*)*";
            }
            const form = `(?:${withWords(word)})`;
            if (before === undefined) {
                return form;
            }
            const isAfterWord = !/^(\(?-|OPTIONS)/.test(before);
            return `\0${!isUsers ? "(?:[^\0]*\0)*?" : isAfterWord ? "(?:-[^\0]*\0)*(?!-)" : "(?!-)"}${form}`;
        })
        .join("");
}

/** The words of a command that stand where its program takes a password. */
export function passwordsIn(words: readonly string[]): readonly PasswordPlace[] {
    const line = words.map((word) => word + END).join("");
    return USAGES.filter(({ program }) => program.test(line)).flatMap(({ usages }) =>
        usages.flatMap((usage) => {
            const match = usage.exec(line);
            const at = match?.indices?.groups?.secret?.[0];
            const { secret = "", key = "password" } = match?.groups ?? {};
            return at === undefined ? [] : [{ index: line.slice(0, at).split(END).length - 1, key, text: secret }];
        }),
    );
}

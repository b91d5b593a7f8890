import { finding, podRule } from "../../model/rule";
import type { Value } from "../../model/value";

/** Variables by which the images of databases let everyone in, and the values that do so. */
export const OPEN_VARIABLES: readonly (readonly [name: string, values: readonly string[]])[] = [
    ...["MYSQL_ALLOW_EMPTY_PASSWORD", "MARIADB_ALLOW_EMPTY_PASSWORD", "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD"].map(
        (name) => [name, ["yes", "true", "1", "on"]] as const,
    ),
    ["ALLOW_EMPTY_PASSWORD", ["yes", "true", "1"]],
    ["ALLOW_ANONYMOUS_LOGIN", ["yes", "true", "1"]],
    ["POSTGRES_HOST_AUTH_METHOD", ["trust"]],
    ["NEO4J_AUTH", ["none"]],
    ["xpack.security.enabled", ["false"]],
];

/** Variables that give MySQL and MariaDB a password, which their images take before the leave to have none. */
export const PASSWORD_VARIABLES: readonly string[] = [
    ...["MYSQL_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD_FILE", "MARIADB_ROOT_PASSWORD", "MARIADB_ROOT_PASSWORD_FILE"],
];
/** The variables of {@link OPEN_VARIABLES} that those overrule. */
export const OVERRULED = /^(MYSQL|MARIADB)_/;

/** Arguments that do the same, as they stand in a command line. */
export const OPEN_ARGUMENTS: readonly string[] = [
    ...["--skip-grant-tables", "--initialize-insecure", "--noauth", "--protected-mode no", "--auth-host=trust"],
];

/** @see https://hub.docker.com/_/postgres */
export const databaseWithoutPassword = podRule({
    id: "database-without-password",
    title: "Databases ask for a password.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Every pod that reaches the port reads and deletes what is stored.",
    fix: "Remove the setting, and give the password from a Secret.",
    sources: [],
    *check(pod) {
        for (const container of pod.containers) {
            for (const variable of container.at("env").items) {
                const [name, value] = [variable.key("name"), variable.key("value")];
                const values = OPEN_VARIABLES.find(([open]) => open === name.text)?.[1] ?? [];
                const isOpen = values.includes(value.text?.toLowerCase() ?? "");
                if (isOpen && !(OVERRULED.test(name.text ?? "") && hasPassword(container.at("env")))) {
                    yield finding(value, `${container.label}: ${name.text} is ${value}`);
                }
            }
            const fields = ["command", "args"].map((field) => container.at(field));
            for (const field of fields) {
                const line = ` ${field.items.map(({ text }) => text ?? "").join(" ")} `;
                const open = OPEN_ARGUMENTS.find((argument) => line.includes(` ${argument} `));
                if (open !== undefined) {
                    yield finding(field, `${container.label}: the ${field.keys.at(-1)} hold ${open}`);
                }
            }
        }
    },
});

function hasPassword(env: Value): boolean {
    return env.items.some(
        (variable) =>
            PASSWORD_VARIABLES.includes(variable.key("name").text ?? "") &&
            (variable.key("valueFrom").present || (variable.key("value").text ?? "") !== ""),
    );
}

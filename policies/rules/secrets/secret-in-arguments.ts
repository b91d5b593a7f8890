import { type Finding, finding, podRule } from "../../model/rule";
import { secretArguments } from "../../model/secrets/arguments";
import { secretIn } from "../../model/secrets/texts";
import type { Value } from "../../model/value";

/** What the kubelet runs or asks besides the container's own program. */
const HANDLERS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"];

/** @see https://kubernetes.io/docs/concepts/security/secrets-good-practices/ */
export const secretInArguments = podRule({
    id: "secret-in-arguments",
    title: "Command lines hold no literal secret.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale:
        "Who may read the workload reads the secret, and so does every process of the node that lists the others.",
    fix: "Put the value in a Secret, and mount it as a file or write $(NAME) of a variable that refers to it by valueFrom.secretKeyRef.",
    sources: ["C-0012"],
    *check(pod) {
        for (const container of pod.containers) {
            const commands = [
                // The arguments follow the command.
                [...container.at("command").items, ...container.at("args").items],
                ...HANDLERS.map((handler) => container.at(`${handler}.exec.command`).items),
            ];
            yield* commands.flatMap((command) => [...secretsIn(command, container.label)]);
            for (const header of HANDLERS.flatMap((handler) => container.at(`${handler}.httpGet.httpHeaders`).items)) {
                const value = header.key("value");
                const reason = secretIn(header.key("name").text ?? "", value.text ?? "");
                if (reason !== undefined) {
                    yield finding(value, `${container.label}: the header ${header.key("name")} ${reason}`);
                }
            }
        }
    },
});

function* secretsIn(command: readonly Value[], container: string): Iterable<Finding> {
    for (const { index, reason } of secretArguments(command.map(({ text }) => text ?? ""))) {
        const argument = command[index];
        if (argument !== undefined) {
            yield finding(argument, `${container}: the argument ${reason}`);
        }
    }
}

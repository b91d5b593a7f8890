import type { Command, CommanderError } from "commander";
import { closest } from "../core/faults/spelling";
import { visible } from "../core/faults/visible";
import { UserError } from "./errors";

/** A command line that cannot be meant. */
export class UsageError extends UserError {
    constructor(
        message: string,
        readonly exitCode: number,
    ) {
        super(message);
    }
}

/**
 * Lets every command say what is wrong with its arguments as all other faults are told: what was found, what is allowed and the
 * next step. Help and the version end the process as before.
 *
 * @param exitCodeOf with which a command refuses its arguments
 */
export function explainUsage(command: Command, exitCodeOf: (command: Command) => number): void {
    command
        .showSuggestionAfterError(false)
        .configureOutput({ outputError: () => undefined })
        .exitOverride((error) => {
            if (!/^commander\.(help|version)/.test(error.code)) {
                throw new UsageError(explained(error, command), exitCodeOf(command));
            }
        });
    for (const child of command.commands) {
        explainUsage(child, exitCodeOf);
    }
}

function explained({ code, message }: CommanderError, command: Command): string {
    const name = nameOf(command);
    const help = `${name} --help tells what it takes.`;
    // Commander puts what it speaks of between quotes.
    const [, first = ""] = /'(.*?)'/s.exec(message) ?? [];
    const [, whole = ""] = /'(.*)'$/s.exec(message) ?? [];
    switch (code) {
        case "commander.unknownOption": {
            const options = longNames(command);
            const [option = ""] = whole.split("=");
            return withNext(`${name} has no option ${visible(option)}; allowed: ${options.join(", ")}.`, [
                ...meant(option, options),
                help,
            ]);
        }
        case "commander.unknownCommand": {
            const commands = command.commands.map((child) => child.name());
            return withNext(`${name} has no command ${visible(whole)}; allowed: ${commands.join(", ")}.`, [
                ...meant(whole, commands),
                help,
            ]);
        }
        case "commander.missingArgument": {
            const description = command.registeredArguments.find((one) => one.name() === first)?.description ?? "";
            return withNext(`${name} lacks <${first}>: ${description}.`, [`${name} ${argumentsOf(command)}`]);
        }
        case "commander.optionMissingArgument": {
            const option = command.options.find(({ flags }) => flags === first);
            const value = /<.*>/.exec(first)?.[0] ?? "value";
            return withNext(`${name}: ${option?.long} has no ${value}: ${option?.description}.`, [help]);
        }
        case "commander.conflictingOption": {
            const [one, other] = [...message.matchAll(/'(\S+?)[ ']/g)].map(([, flag]) => flag);
            return withNext(`${name} takes ${one} or ${other}, not both.`, ["Leave one of the two out."]);
        }
        case "commander.excessArguments": {
            // What is too much may be a secret.
            const takes = argumentsOf(command) || "no argument";
            return withNext(`${name} takes ${takes} alone; received: ${command.args.length} arguments.`, [help]);
        }
        case "commander.invalidArgument": {
            const option = command.options.find(({ flags }) => flags === first);
            const [, value = ""] = /argument '(.*)' is invalid\. /s.exec(message) ?? [];
            const allowed = option?.argChoices ?? [];
            return withNext(`${name}: ${option?.long} is ${visible(value)}; allowed: ${allowed.join(", ")}.`, [
                ...meant(value, allowed),
                help,
            ]);
        }
        default:
            return withNext(visible(message.replace(/^error: /, "")), [help]);
    }
}

function withNext(fault: string, next: readonly string[]): string {
    return `${fault}\nNext step: ${next.join(" ")}`;
}

function meant(word: string, known: readonly string[]): readonly string[] {
    const near = closest(word, known);
    return near === undefined ? [] : [`Did you mean ${near}?`];
}

function nameOf(command: Command): string {
    return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function longNames(command: Command): readonly string[] {
    return command
        .createHelp()
        .visibleOptions(command)
        .flatMap(({ long }) => long ?? []);
}

function argumentsOf(command: Command): string {
    return command
        .createHelp()
        .visibleArguments(command)
        .map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}${one.variadic ? "..." : ""}]`))
        .join(" ");
}

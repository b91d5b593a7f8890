import type { Value } from "../value";
import { arnParts, coversService, isEverything, isWild, matchesPattern } from "./patterns";
import type { Statement } from "./statement";

/** What a statement allows of whole services: every action on everything that one has. */
export interface WholeServices {
    /** Where the statement says so. */
    readonly at: Value;
    /** The actions, as written where they are, for example `s3:*`. */
    readonly services: readonly string[];
}

/** The services that a statement is about as a whole. All of them together, on everything, are not among them. */
export function wholeServices(statement: Statement): WholeServices {
    const at = statement.value.key(statement.allowsAllBut ? "NotAction" : "Action");
    const whole = statement.actions.filter((action) => serviceOf(action) !== undefined);
    if (statement.onEveryResource) {
        const isLeft = (action: string) =>
            !statement.otherResources.some((pattern) => coversService(pattern, serviceOf(action) ?? ""));
        return { at, services: whole.filter((action) => !isEverything(action) && isLeft(action)) };
    }
    const covered = new Set(
        statement.resources.flatMap((pattern) => {
            const service = arnParts(pattern)?.service ?? "";
            return coversService(pattern, service) ? [service] : [];
        }),
    );
    return { at, services: [...covered].flatMap((service) => actionsOn(service, statement, whole)) };
}

function actionsOn(service: string, statement: Statement, whole: readonly string[]): readonly string[] {
    if (statement.allowsAllBut) {
        const spared = statement.otherActions.filter((action) => isOfService(action, service));
        // Actions that are named one by one leave all others of the service, those that AWS adds among them.
        const isLimited = spared.some((action) => /[*?]/.test(action));
        return isLimited ? [] : [`every action of ${service}${spared.length > 0 ? " but a few" : ""}`];
    }
    return whole.filter((action) => isOfService(action, service));
}

function isOfService(action: string, service: string): boolean {
    return isEverything(action) || matchesPattern(action.split(":")[0] ?? "", service);
}

/** The service of an action pattern that takes in all of the service's actions, `*` for all services. */
function serviceOf(action: string): string | undefined {
    const [service = "", name] = action.split(":");
    return isEverything(action) ? "*" : name !== undefined && isWild(name) ? service : undefined;
}

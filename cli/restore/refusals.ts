import { UserError } from "../errors";

/** What a drill is asked for. */
interface DrillRequest {
    readonly run?: boolean;
    readonly offline?: boolean;
    readonly into?: string;
    readonly namespace?: readonly string[];
}

/** AWS restores no more namespaces at once. */
const MOST_NAMESPACES = 5;

/** Names stand in commands that are printed. */
const CLUSTER_NAME = /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/;
const NAMESPACE_NAME = /^[0-9a-z]([-0-9a-z]{0,61}[0-9a-z])?$/;

/** @throws UserError where a restore into the stack's own cluster would bring back everything that was ever deleted there */
export function refuseWholeCluster(own: string, into: string | undefined, namespaces: readonly string[]): void {
    if (into === own && namespaces.length === 0) {
        throw new UserError(
            `--into ${into} is the stack's own cluster: without --namespace every object that was deleted there would come back.\n` +
                "Next step: name the namespaces with --namespace, five at most at a time.",
        );
    }
}

/** @throws UserError for what is no day or time */
export function timeOf(before: string): Date {
    const [, day, time = "T00:00:00", zone = "Z"] =
        /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(before) ?? [];
    const found = new Date(`${day}${time}${zone}`);
    if (day === undefined || Number.isNaN(found.getTime())) {
        throw new UserError(
            `--before: ${before} is no time.\nNext step: write it as 2026-11-27 or 2026-11-27T03:00:00Z; without a zone it is UTC.`,
        );
    }
    return found;
}

/** @throws UserError for options that do not go together, and for names that are none */
export function refuseOptions({ run, offline, into, namespace: namespaces = [] }: DrillRequest): void {
    if (run && offline) {
        throw new UserError(
            "--run restores in AWS, and --offline has nothing there.\nNext step: leave one of them out.",
        );
    }
    if (namespaces.length > MOST_NAMESPACES) {
        throw new UserError(
            `--namespace: ${namespaces.length} are given, and AWS restores ${MOST_NAMESPACES} at once.\nNext step: run it again for the others.`,
        );
    }
    if (namespaces.length > 0 && into === undefined) {
        throw new UserError("--namespace needs a cluster to restore into.\nNext step: name one with --into.");
    }
    refuseNames(into, namespaces);
}

function refuseNames(into: string | undefined, namespaces: readonly string[]): void {
    if (into !== undefined && !CLUSTER_NAME.test(into)) {
        throw new UserError(
            `--into: ${JSON.stringify(into)} is no name of a cluster.\nNext step: give its name as EKS has it, not an ARN or a context.`,
        );
    }
    const strange = namespaces.find((name) => !NAMESPACE_NAME.test(name));
    if (strange !== undefined) {
        throw new UserError(
            `--namespace: ${JSON.stringify(strange)} is no name of a namespace.\nNext step: give it as kubectl get namespaces tells it.`,
        );
    }
}

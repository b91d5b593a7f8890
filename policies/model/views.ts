import { dirname, resolve, sep } from "node:path";
import { objectKey } from "./identity";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import { Stack } from "./stack";

/** A part of what was read, as it is installed together. */
export interface View {
    readonly stack: Stack;
    /** True for what the view is made for; all else in it is judged by another view. */
    readonly isHome: (resource: Resource) => boolean;
}

/** What is installed together whatever else is: a file, a chart, what a kustomization builds. */
interface Unit {
    readonly folder: string;
    subjects: Subject[];
    /** Units that hold an object which this one holds, too. */
    readonly variants: Set<Unit>;
}

/**
 * What relations are judged in. A stack of the engine is one whole. Files are not: a repository holds several applications
 * that know nothing of each other, and one application in several variants. So each file is judged together with those of its
 * own folder, of the folders above and of those below; an object in another branch of folders may belong to it or not. Files
 * that hold the same object are variants: they are never judged together.
 *
 * @param subjects everything that was read
 * @param unread files that may hold objects and could not be read
 */
export function viewsOf(subjects: readonly Subject[], unread: readonly string[] = []): readonly View[] {
    const units = unitsOf(subjects);
    const whole = new Stack(units.flatMap((unit) => unit.subjects));
    const isOneWhole = unread.length === 0 && new Set(units.map(({ folder }) => folder)).size < 2;
    if (isOneWhole && units.every(({ variants }) => variants.size === 0)) {
        return [{ stack: whole, isHome: () => true }];
    }
    const unreadFolders = unread.map((file) => folderOf(file));
    return homes(units).map((home) => {
        const [{ folder } = { folder: "" }] = home;
        const stack = new Stack(together(home, units), {
            whole,
            hasUnread: unreadFolders.some((other) => isRelated(folder, other)),
        });
        const own = new Set(home.flatMap((unit) => unit.subjects.map(({ resource }) => resource)));
        return { stack, isHome: (resource) => own.has(resource) };
    });
}

function unitsOf(subjects: readonly Subject[]): readonly Unit[] {
    const units = new Map<string, Unit>();
    const holders = new Map<string, Unit[]>();
    for (const subject of subjects) {
        const { resource } = subject;
        const { file = "", scope } = resource.origin ?? {};
        const name = scope ?? file;
        const unit = units.get(name) ?? {
            folder: scope === undefined ? folderOf(file) : resolve(scope),
            subjects: [],
            variants: new Set(),
        };
        units.set(name, unit);
        unit.subjects.push(subject);
        // Each part of an application may bring the namespace along.
        const key = resource.kind === "Namespace" ? undefined : keyOf(resource);
        if (key !== undefined) {
            holders.set(key, [...(holders.get(key) ?? []), unit]);
        }
    }
    for (const sharing of holders.values()) {
        for (const unit of sharing) {
            for (const other of sharing.filter((one) => one !== unit)) {
                unit.variants.add(other);
            }
        }
    }
    for (const unit of units.values()) {
        unit.subjects = withoutOverwritten(unit.subjects);
    }
    return [...units.values()];
}

/** An object that a file holds twice is the last of the two, once all of the file is applied. */
function withoutOverwritten(subjects: readonly Subject[]): Subject[] {
    const last = new Map(subjects.map((subject) => [keyOf(subject.resource) ?? subject, subject]));
    return subjects.filter((subject) => last.get(keyOf(subject.resource) ?? subject) === subject);
}

/** What makes two objects one. The engine tells them apart by itself, and a patch is no object of its own. */
function keyOf(resource: Resource): string | undefined {
    return resource.urn === undefined && !resource.isPatch ? objectKey(resource) : undefined;
}

/** What standard input brings stands beside no file. */
function folderOf(file: string): string {
    return file === "" || file === "-" ? file : dirname(resolve(file));
}

/** Units without variants share a view with the others of their folder. */
function homes(units: readonly Unit[]): readonly (readonly Unit[])[] {
    const byFolder = new Map<string, Unit[]>();
    for (const unit of units.filter(({ variants }) => variants.size === 0)) {
        byFolder.set(unit.folder, [...(byFolder.get(unit.folder) ?? []), unit]);
    }
    return [...byFolder.values(), ...units.filter(({ variants }) => variants.size > 0).map((unit) => [unit])];
}

/** The units of a home, and the nearest of all others that belong to them and are no variants of each other. */
function together(home: readonly Unit[], units: readonly Unit[]): readonly Subject[] {
    const [{ folder } = { folder: "" }] = home;
    const chosen = new Set(home);
    const others = units
        .filter((unit) => !chosen.has(unit) && isRelated(folder, unit.folder))
        .sort((one, other) => distance(folder, one.folder) - distance(folder, other.folder));
    for (const unit of others) {
        if (![...unit.variants].some((variant) => chosen.has(variant))) {
            chosen.add(unit);
        }
    }
    return units.filter((unit) => chosen.has(unit)).flatMap(({ subjects }) => subjects);
}

/** True for one folder and those above and below it. */
function isRelated(one: string, other: string): boolean {
    return one === other || isBelow(one, other) || isBelow(other, one);
}

function isBelow(folder: string, upper: string): boolean {
    return folder.startsWith(upper.endsWith(sep) ? upper : `${upper}${sep}`);
}

function distance(one: string, other: string): number {
    return Math.abs(one.split(sep).length - other.split(sep).length);
}

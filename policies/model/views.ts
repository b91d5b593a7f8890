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
    readonly subjects: readonly Subject[];
    /** What tells its objects from those of other units. */
    readonly keys: readonly string[];
    /** True where another unit holds one of its objects, too. */
    readonly isVariant: boolean;
}

/**
 * What relations are judged in, one after the other, because each has an index of its own. A stack of the engine is one
 * whole. Files are not: a repository holds several applications that know nothing of each other, and one application in
 * several variants. So each file is judged together with those of its own folder, of the folders above and of those below; an
 * object in another branch of folders may belong to it or not. Files that hold the same object are variants: they are never
 * judged together.
 *
 * @param subjects everything that was read
 * @param unread files that may hold objects and could not be read
 */
export function* viewsOf(subjects: readonly Subject[], unread: readonly string[] = []): Iterable<View> {
    const units = unitsOf(subjects);
    const whole = new Stack(units.flatMap((unit) => unit.subjects));
    const isOneFolder = new Set(units.map(({ folder }) => folder)).size < 2;
    if (isOneFolder && unread.length === 0 && units.every(({ isVariant }) => !isVariant)) {
        yield { stack: whole, isHome: () => true };
        return;
    }
    const unreadFolders = unread.map(folderOf);
    for (const home of homes(units)) {
        const [{ folder } = { folder: "" }] = home;
        const hasUnread = unreadFolders.some((other) => isRelated(folder, other));
        const own = new Set(home.flatMap((unit) => unit.subjects.map(({ resource }) => resource)));
        yield {
            stack: new Stack(together(home, units), { whole, hasUnread }),
            isHome: (resource) => own.has(resource),
        };
    }
}

function unitsOf(subjects: readonly Subject[]): readonly Unit[] {
    const byName = new Map<string, Subject[]>();
    for (const subject of subjects) {
        const { file = "", scope = file } = subject.resource.origin ?? {};
        const list = byName.get(scope);
        if (list === undefined) {
            byName.set(scope, [subject]);
        } else {
            list.push(subject);
        }
    }
    const units = [...byName.values()].map((all) => {
        const own = withoutOverwritten(all);
        return {
            subjects: own,
            folder: folderOfUnit(own),
            keys: own.flatMap(({ resource }) => variantKey(resource) ?? []),
        };
    });
    const holders = new Map<string, number>();
    for (const key of units.flatMap(({ keys }) => keys)) {
        holders.set(key, (holders.get(key) ?? 0) + 1);
    }
    return units.map((unit) => ({ ...unit, isVariant: unit.keys.some((key) => (holders.get(key) ?? 0) > 1) }));
}

function folderOfUnit([first]: readonly Subject[]): string {
    const { file = "", scope } = first?.resource.origin ?? {};
    return scope === undefined ? folderOf(file) : resolve(scope);
}

/** What standard input brings stands beside no file. */
function folderOf(file: string): string {
    return file === "" || file === "-" ? file : dirname(resolve(file));
}

/** An object that a file holds twice is the last of the two, once all of the file is applied. */
function withoutOverwritten(subjects: readonly Subject[]): readonly Subject[] {
    const last = new Map(subjects.map((subject) => [keyOf(subject.resource) ?? subject, subject]));
    return subjects.filter((subject) => last.get(keyOf(subject.resource) ?? subject) === subject);
}

/** What makes two objects one. The engine tells them apart by itself, and a patch is no object of its own. */
function keyOf(resource: Resource): string | undefined {
    return resource.urn === undefined && !resource.isPatch ? objectKey(resource) : undefined;
}

/** Each part of an application may bring the namespace along without being a variant of the others. */
function variantKey(resource: Resource): string | undefined {
    return resource.kind === "Namespace" ? undefined : keyOf(resource);
}

/** Units without variants share a view with the others of their folder. */
function homes(units: readonly Unit[]): readonly (readonly Unit[])[] {
    const byFolder = new Map<string, Unit[]>();
    for (const unit of units.filter(({ isVariant }) => !isVariant)) {
        const list = byFolder.get(unit.folder);
        if (list === undefined) {
            byFolder.set(unit.folder, [unit]);
        } else {
            list.push(unit);
        }
    }
    return [...byFolder.values(), ...units.filter(({ isVariant }) => isVariant).map((unit) => [unit])];
}

/** The units of a home, and the nearest of all others that belong to them and are no variants of each other. */
function together(home: readonly Unit[], units: readonly Unit[]): readonly Subject[] {
    const [{ folder } = { folder: "" }] = home;
    const chosen = new Set(home);
    const keys = new Set(home.flatMap((unit) => unit.keys));
    const others = units
        .filter((unit) => !chosen.has(unit) && isRelated(folder, unit.folder))
        .sort((one, other) => distance(folder, one.folder) - distance(folder, other.folder));
    for (const unit of others) {
        if (!unit.keys.some((key) => keys.has(key))) {
            chosen.add(unit);
            for (const key of unit.keys) {
                keys.add(key);
            }
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

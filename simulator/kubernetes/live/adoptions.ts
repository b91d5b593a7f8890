/**
 * Which resource holds which object, as far as this update made or adopted it. A resource that is renamed in the program
 * without an alias is created (and finds the object of its old name) and then deleted under that old name: the delete
 * must not take away what the create has just adopted.
 */
export class Adoptions {
    private readonly byUid = new Map<string, string>();

    add(uid: string, urn: string): void {
        this.byUid.set(uid, urn);
    }

    isTakenByOther(uid: string, urn: string): boolean {
        const holder = this.byUid.get(uid);
        return holder !== undefined && holder !== urn;
    }
}

/** The EBS add-on takes no other characters in tags, though AWS does. */
const READABLE = /^[a-zA-Z0-9 _.:/=+\-@]*$/;

/**
 * The stack's tags for volumes and snapshots, to which AWS's default tags do not reach, as far as the EBS add-on takes them; undefined where it
 * takes none.
 */
export function ebsVolumeTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
    const readable = Object.entries(tags).filter(([key, value]) => READABLE.test(key) && READABLE.test(value));
    return readable.length === 0 ? undefined : Object.fromEntries(readable);
}

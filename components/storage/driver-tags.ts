/** The EBS add-on takes no other characters in tags, though AWS does. */
const READABLE = /^[a-zA-Z0-9 _.:/=+\-@]*$/;

/**
 * Settings of the EBS add-on: the stack's tags for volumes and snapshots, to which AWS's default tags do not reach. The EFS add-on has no
 * such setting.
 *
 * @see https://github.com/aws/containers-roadmap/issues/2755
 */
export function ebsAddonSettings(tags: Readonly<Record<string, string>>): object | undefined {
    const readable = Object.entries(tags).filter(([key, value]) => READABLE.test(key) && READABLE.test(value));
    if (readable.length === 0) {
        return undefined;
    }
    return { controller: { extraVolumeTags: Object.fromEntries(readable) } };
}

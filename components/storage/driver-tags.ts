type Tags = Readonly<Record<string, string>>;

/**
 * The tags that the EFS driver can give to access points. It is told them in one text, with a space between tags and a colon between key and
 * value, and does not start with others.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/issues/1374
 */
export function accessPointTags(tags: Tags): Record<string, string> {
    return Object.fromEntries(
        Object.entries(tags).filter(([key, value]) => value !== "" && !/[\s:\\]/.test(`${key}${value}`)),
    );
}

/** Settings of the EBS add-on: the stack's tags for volumes and snapshots, to which AWS's default tags do not reach. */
export function ebsAddonSettings(tags: Tags): object | undefined {
    return Object.keys(tags).length === 0 ? undefined : { controller: { extraVolumeTags: tags } };
}

/** Settings of the EFS add-on: the stack's tags for access points. */
export function efsAddonSettings(tags: Tags): object | undefined {
    const readable = accessPointTags(tags);
    return Object.keys(readable).length === 0 ? undefined : { controller: { tags: readable } };
}

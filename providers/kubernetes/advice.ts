import { type ApiError, isFieldConflict } from "./api/errors";

/** What helps against a refusal of the API server, by its words; the first that fits. */
const REMEDIES: readonly (readonly [pattern: RegExp, advice: string])[] = [
    [
        /the storageclass that provisions the pvc must support resize/,
        "The class of this claim cannot grow volumes: set allowVolumeExpansion: true in the StorageClass if its driver can. " +
            "That of EFS cannot, and has no need to: its file system has no limit, so leave the size as it was.",
    ],
    [
        /^PersistentVolumeClaim ".*" is invalid: /,
        "Nothing of it was changed: a claim keeps its class and cannot become smaller, and what lies on it would be lost with " +
            "it. For another tier or a smaller size make a second service, copy the data, and remove the first: " +
            "see docs/services.md.",
    ],
    [
        /immutable|may not be changed|updates to .* are forbidden/i,
        "The field cannot be changed in place: set the resource option replaceOnChanges for it.",
    ],
];

/** The next step for whoever meets the refusal; undefined where none is known. */
export function adviceFor(error: ApiError): string | undefined {
    if (isFieldConflict(error)) {
        return (
            "Somebody else set these fields. Leave them to that owner by leaving them out of the program, or take them " +
            "over: enablePatchForce of the provider, or the object's annotation pulumi.com/patchForce."
        );
    }
    if (error.status === 401) {
        return "Renew the credentials in the kubeconfig.";
    }
    return remedyFor(error.message);
}

/** What helps against a refusal of the API server; undefined where nothing is known to. */
export function remedyFor(message: string): string | undefined {
    return REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
}

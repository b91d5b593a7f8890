/**
 * How the Kubernetes providers write. The program's word wins over a change by hand (`kubectl scale`), which would end in a
 * conflict of owners otherwise. An object that exists is never taken over: `upsertExistingObjects` would adopt what somebody
 * else made, and a destroy would delete it.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/
 */
export const APPLY_OPTIONS = { enableServerSideApply: true, enablePatchForce: true } as const;

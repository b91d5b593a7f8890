/** A label's characters, as many as there may be. */
const CHARACTERS = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

/** The same, of 63 at most. */
const LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const DNS_LABEL = new RegExp(`^${LABEL}$`);

/** What {@link DNS_LABEL} allows apart from the length, for those who say of each what is wrong. */
export const DNS_LABEL_CHARACTERS = new RegExp(`^${CHARACTERS}$`);

/** The text of {@link DNS_SUBDOMAIN}, for patterns that have one inside. */
export const SUBDOMAIN = `${CHARACTERS}(\\.${CHARACTERS})*`;

/**
 * A subdomain, apart from its length, which is 253 at most. Its labels have no limit of their own.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export const DNS_SUBDOMAIN = new RegExp(`^${SUBDOMAIN}$`);

/** A host name of two labels or more, without wildcard, apart from its length, which is 253 at most. */
export const HOST_NAME = new RegExp(`^${LABEL}(\\.${LABEL})+$`);

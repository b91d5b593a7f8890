/** `${NAME}`, `$(NAME)` and `$NAME`, which a tool replaces before the object is applied: envsubst, Flux, a pipeline. */
export const VARIABLE = /\$\{[^}]*\}|\$\([^)]*\)|\$[A-Z_]+/;

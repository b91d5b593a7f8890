import type { Op } from "./material";

/** What happens to a resource, for readers who see no colour as well. */
export const SYMBOLS: Readonly<Record<Op, { readonly sign: string; readonly word: string }>> = {
    create: { sign: "+", word: "created" },
    update: { sign: "~", word: "updated" },
    replace: { sign: "±", word: "replaced" },
    delete: { sign: "−", word: "deleted" },
    read: { sign: ">", word: "read" },
    import: { sign: "=", word: "imported" },
    same: { sign: "", word: "unchanged" },
};

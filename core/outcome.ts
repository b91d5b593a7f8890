/** What was asked for, or in `problem` the reason why there is none, in words for the user. */
export type Outcome<T extends object> =
    | (T & { readonly problem?: never })
    | ({ readonly problem: string } & { readonly [Key in keyof T]?: never });

/** A number with its noun; nouns that take more than an s say their plural. */
export function counted(number: number, one: string, many = `${one}s`): string {
    return `${number} ${number === 1 ? one : many}`;
}

/** A monthly price in whole dollars, or in cents where there are few. */
export function dollars(amount: number): string {
    const digits = Math.abs(amount) < 10 ? 2 : 0;
    const text = Math.abs(amount).toLocaleString("en-US", {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
    });
    return `${amount < 0 ? "−" : ""}$${text}`;
}

/** The same with its sign, for a difference. */
export function dollarsMore(amount: number): string {
    return amount > 0 ? `+${dollars(amount)}` : amount === 0 ? "±$0" : dollars(amount);
}

/**
 * Rows in which every value of a column stands beside every value of every other column at least once: few, but not the fewest. The
 * same sizes give the same rows.
 *
 * @param sizes how many values each column has
 * @returns the number of the value in each column
 */
export function pairwise(sizes: readonly number[]): readonly (readonly number[])[] {
    const missing = new Set<string>();
    sizes.forEach((size, column) => {
        for (const [other, otherSize] of sizes.entries()) {
            for (let value = 0; other > column && value < size * otherSize; value++) {
                missing.add(pair(column, value % size, other, Math.floor(value / size)));
            }
        }
    });
    const rows: number[][] = [];
    for (const first of missing) {
        const row: (number | undefined)[] = sizes.map(() => undefined);
        for (const place of first.split(" ")) {
            const [column = 0, value = 0] = place.split("=").map(Number);
            row[column] = value;
        }
        // Each column gets the value with the most pairs that no row has yet; among equals, another one in each row.
        sizes.forEach((size, column) => {
            row[column] ??= best(size, rows.length, (value) => gain(row, column, value, missing));
        });
        const full = row.map((value) => value ?? 0);
        full.forEach((value, column) => {
            for (const [other, earlier] of full.slice(0, column).entries()) {
                missing.delete(pair(other, earlier, column, value));
            }
        });
        rows.push(full);
    }
    return rows;
}

function pair(column: number, value: number, other: number, otherValue: number): string {
    return `${column}=${value} ${other}=${otherValue}`;
}

function gain(
    row: readonly (number | undefined)[],
    column: number,
    value: number,
    missing: ReadonlySet<string>,
): number {
    return row.filter((chosen, other) => {
        if (chosen === undefined || other === column) {
            return false;
        }
        const ordered = other < column ? pair(other, chosen, column, value) : pair(column, value, other, chosen);
        return missing.has(ordered);
    }).length;
}

function best(size: number, turn: number, gainOf: (value: number) => number): number {
    const values = Array.from({ length: size }, (_, index) => (index + turn) % size);
    return values.reduce((chosen, value) => (gainOf(value) > gainOf(chosen) ? value : chosen));
}

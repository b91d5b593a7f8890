/** The known word that a misspelt one most likely stands for; undefined when none is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
    const limit = Math.max(2, Math.floor(word.length / 3));
    let best: { word: string; distance: number } | undefined;
    for (const candidate of known) {
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        if (distance <= limit && distance < (best?.distance ?? Infinity)) {
            best = { word: candidate, distance };
        }
    }
    return best?.word;
}

/** Edits from one word to the other, where swapping two neighbours is one edit (optimal string alignment). */
function editDistance(a: string, b: string): number {
    const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        rows.push(row);
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            row.push(
                Math.min(
                    at(i - 1, j) + 1,
                    at(i, j - 1) + 1,
                    at(i - 1, j - 1) + (same ? 0 : 1),
                    swapped ? at(i - 2, j - 2) + 1 : Infinity,
                ),
            );
        }
    }
    return at(a.length, b.length);
}

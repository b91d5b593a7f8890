/**
 * Equal texts as one. Thousands of objects have the same faults at the same paths: their texts take most of the memory when each has its
 * own.
 */
export class SharedTexts {
    private readonly texts = new Map<string, string>();

    /** The text, as it was given first. */
    shared(text: string): string {
        const known = this.texts.get(text);
        if (known === undefined) {
            this.texts.set(text, text);
        }
        return known ?? text;
    }
}

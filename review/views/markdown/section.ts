/** A part of a comment. Its pieces are shown whole or not at all. */
export interface Section {
    /** Markdown of one line. */
    readonly title: string;
    /** Whether a reader has to open it. */
    readonly isFolded: boolean;
    /** What stands before the pieces, such as the head of their table. @default nothing */
    readonly head?: string;
    /** The pieces in the order of their weight, each with its line breaks. */
    readonly pieces: readonly string[];
    /** What one piece is, and what several are. */
    readonly noun: readonly [one: string, many: string];
}

/** How much there is room for. */
export interface Room {
    readonly max: number;
    readonly sizeOf: (text: string) => number;
}

/**
 * The sections one after another, each with as many of its pieces as there is room for; the first ones have the first choice. What does not
 * fit is counted, and where it can be read is said, so that nothing ends in the middle.
 *
 * @param elsewhere where all of it can be read
 */
export function fitted(intro: string, sections: readonly Section[], { max, sizeOf }: Room, elsewhere: string): string {
    const shown = sections.filter(({ pieces }) => pieces.length > 0);
    // Every section is at least named, with how much of it is left out.
    const frames = shown.map((section) => framed(section, 0, elsewhere));
    let room = max - sizeOf([intro, ...frames].join(""));
    const texts = shown.map((section) => {
        let taken = 0;
        for (const piece of section.pieces) {
            const size = sizeOf(taken === 0 ? `${section.head ?? ""}${piece}` : piece);
            if (size > room) {
                break;
            }
            room -= size;
            taken += 1;
        }
        return framed(section, taken, elsewhere);
    });
    return [intro, ...texts].join("");
}

function framed(section: Section, taken: number, elsewhere: string): string {
    const { title, isFolded, head = "", pieces } = section;
    const body = [...(taken > 0 ? [head] : []), ...pieces.slice(0, taken), left(section, taken, elsewhere)].join("");
    return isFolded ? `\n<details><summary>${title}</summary>\n\n${body}\n</details>\n` : `\n#### ${title}\n\n${body}`;
}

function left({ pieces, noun }: Section, taken: number, elsewhere: string): string {
    const number = pieces.length - taken;
    if (number === 0) {
        return "";
    }
    return `\n${number} ${taken === 0 ? "" : "more "}${noun[number === 1 ? 0 : 1]}, for which there is no room here: ${elsewhere}.\n`;
}

import type { PropertyMap } from "../../core/engine/values";

/** Where the bytes come from: a seed when simulated, the operating system when live. */
export type RandomSource = (length: number) => Buffer;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** Text as `random.RandomPassword` and `random.RandomString` make it: the minima of each class first, then shuffled. */
export function randomText(inputs: PropertyMap, source: RandomSource): string {
    const classes = [
        { alphabet: SPECIAL, allowed: inputs.special, minimum: inputs.minSpecial },
        { alphabet: LOWER, allowed: inputs.lower, minimum: inputs.minLower },
        { alphabet: UPPER, allowed: inputs.upper, minimum: inputs.minUpper },
        { alphabet: DIGITS, allowed: inputs.numeric ?? inputs.number, minimum: inputs.minNumeric },
    ].map((kind) =>
        kind.alphabet === SPECIAL && typeof inputs.overrideSpecial === "string"
            ? { ...kind, alphabet: inputs.overrideSpecial }
            : kind,
    );
    const pool = classes.flatMap(({ alphabet, allowed }) => (allowed === false ? [] : [alphabet])).join("");
    const length = typeof inputs.length === "number" ? inputs.length : 0;
    const characters = classes.flatMap(({ alphabet, minimum }) =>
        draw(alphabet, typeof minimum === "number" ? minimum : 0, source),
    );
    characters.push(...draw(pool, length - characters.length, source));
    return shuffle(characters, source).join("");
}

/** Uniform draws: bytes beyond the last whole multiple of the alphabet are thrown away. */
function draw(alphabet: string, count: number, source: RandomSource): string[] {
    const drawn: string[] = [];
    if (alphabet.length === 0) {
        return drawn;
    }
    const limit = 256 - (256 % alphabet.length);
    while (drawn.length < count) {
        for (const byte of source(Math.max(16, count))) {
            if (byte < limit && drawn.length < count) {
                drawn.push(alphabet.charAt(byte % alphabet.length));
            }
        }
    }
    return drawn;
}

function shuffle(items: string[], source: RandomSource): string[] {
    for (let last = items.length - 1; last > 0; last -= 1) {
        const other = source(4).readUInt32BE() % (last + 1);
        [items[last], items[other]] = [items[other] ?? "", items[last] ?? ""];
    }
    return items;
}

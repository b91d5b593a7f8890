import type { Op } from "../material";

/** What a shape stands for, which decides how it is drawn. */
export type ShapeKind =
    | "region"
    | "vpc"
    | "zone"
    | "cluster"
    | "namespace"
    | "subnet"
    | "service"
    | "store"
    | "task"
    | "release"
    | "nodes"
    | "part"
    | "others"
    | "outside";

/** What a shape says, wherever it lies. */
export interface Content {
    readonly kind: ShapeKind;
    readonly title: string;
    /** A second line; nothing where it would be empty. */
    readonly note?: string;
    /** The resource that is shown when it is chosen. */
    readonly subject?: number;
    readonly op: Op;
    readonly isDangerous?: boolean;
}

/** A shape at its place, in pixels from the top left. */
export interface Shape extends Content {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** A connection between two shapes: cubic curves through the points, from the start to the point of the arrow. */
export interface Line {
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly title: string;
    readonly status: "new" | "present" | "gone";
    /** Whether it is declared and possible; a line that is not both is drawn to be looked at. */
    readonly isSound: boolean;
}

/** A part of a drawing: frames first, what lies in them after. */
export interface Block {
    readonly width: number;
    readonly height: number;
    readonly shapes: readonly Shape[];
    readonly lines: readonly Line[];
}

export const emptyBlock: Block = { width: 0, height: 0, shapes: [], lines: [] };

const TITLE_HEIGHT = 30;
const PADDING = 12;

/** A single shape. */
export function leaf(content: Content, width: number, height: number): Block {
    return { width, height, shapes: [{ ...content, x: 0, y: 0, width, height }], lines: [] };
}

/** A frame with a title around a block, at least as wide as it is asked to be. */
export function framed(content: Content, inner: Block, minWidth = 0): Block {
    const width = Math.max(inner.width + 2 * PADDING, minWidth);
    const height = TITLE_HEIGHT + inner.height + (inner.height > 0 ? PADDING : 0);
    const { shapes, lines } = moved(inner, PADDING, TITLE_HEIGHT);
    return { width, height, shapes: [{ ...content, x: 0, y: 0, width, height }, ...shapes], lines };
}

/** Blocks beside each other. */
export function row(blocks: readonly Block[], gap: number): Block {
    return arranged(filled(blocks), (block, at) => ({ x: at, y: 0, next: at + block.width + gap }));
}

/** Blocks below each other. */
export function column(blocks: readonly Block[], gap: number): Block {
    return arranged(filled(blocks), (block, at) => ({ x: 0, y: at, next: at + block.height + gap }));
}

/** Blocks in lines, as words are. */
export function wrapped(blocks: readonly Block[], maxWidth: number, gap: number): Block {
    const rows: Block[][] = [];
    let width = Number.POSITIVE_INFINITY;
    for (const block of filled(blocks)) {
        if (width + gap + block.width > maxWidth) {
            rows.push([]);
            width = -gap;
        }
        rows.at(-1)?.push(block);
        width += gap + block.width;
    }
    return column(
        rows.map((blocksOfRow) => row(blocksOfRow, gap)),
        gap,
    );
}

function filled(blocks: readonly Block[]): readonly Block[] {
    return blocks.filter(({ width }) => width > 0);
}

function arranged(
    blocks: readonly Block[],
    placeOf: (block: Block, at: number) => { readonly x: number; readonly y: number; readonly next: number },
): Block {
    let at = 0;
    let [width, height] = [0, 0];
    const shapes: Shape[] = [];
    const lines: Line[] = [];
    for (const block of blocks) {
        const { x, y, next } = placeOf(block, at);
        const placed = moved(block, x, y);
        shapes.push(...placed.shapes);
        lines.push(...placed.lines);
        width = Math.max(width, x + block.width);
        height = Math.max(height, y + block.height);
        at = next;
    }
    return { width, height, shapes, lines };
}

export function moved(block: Block, dx: number, dy: number): Block {
    return {
        ...block,
        shapes: block.shapes.map((shape) => ({ ...shape, x: shape.x + dx, y: shape.y + dy })),
        lines: block.lines.map((line) => ({ ...line, points: line.points.map(([x, y]) => [x + dx, y + dy] as const) })),
    };
}

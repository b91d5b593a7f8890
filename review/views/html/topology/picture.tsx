import type { Op } from "../material";
import { SYMBOLS } from "../symbols";
import type { Block, Line, Shape } from "./block";

const MARGIN = 8;
/** Width of a letter of the picture's text, generously: what is too long ends in dots. */
const LETTER = { title: 8, note: 6.7 };

const FRAMES = new Set<Shape["kind"]>(["region", "vpc", "cluster", "namespace", "subnet"]);

/** Draws a block as SVG. Every resource in it is a link, so that it can be reached by keyboard. */
export function Picture({ block, label, id }: { readonly block: Block; readonly label: string; readonly id: string }) {
    const [width, height] = [Math.ceil(block.width) + 2 * MARGIN, Math.ceil(block.height) + 2 * MARGIN];
    return (
        <svg
            id={id}
            class="picture"
            aria-label={label}
            width={width}
            height={height}
            viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height}`}
        >
            <defs>
                {["new", "present", "gone"].map((status) => (
                    <marker
                        key={status}
                        id={`${id}-${status}`}
                        class={`tip line-${status}`}
                        viewBox="0 0 8 8"
                        refX="7"
                        refY="4"
                        markerWidth="7"
                        markerHeight="7"
                        orient="auto-start-reverse"
                    >
                        <path d="M0 0 L8 4 L0 8 z" />
                    </marker>
                ))}
            </defs>
            {block.shapes.filter(isFrame).map(drawn)}
            {block.lines.map((line, index) => (
                <Arrow key={index} line={line} marker={`${id}-${line.status}`} />
            ))}
            {block.shapes.filter((shape) => !isFrame(shape)).map(drawn)}
        </svg>
    );
}

function isFrame({ kind }: Shape): boolean {
    return FRAMES.has(kind);
}

function drawn(shape: Shape, index: number) {
    const { x, y, title, note, op, subject, isDangerous } = shape;
    if (title === "") {
        return null;
    }
    const words = [title, note, op === "same" ? undefined : SYMBOLS[op].word, isDangerous ? "danger" : undefined];
    const text = words.filter((word) => word !== undefined).join(", ");
    const classes = `shape shape-${shape.kind}${op === "same" ? "" : ` op-${op}`}${isDangerous ? " is-danger" : ""}`;
    const parts = (
        <>
            <title>{text}</title>
            <Outline shape={shape} />
            <Words shape={shape} />
            <Badge shape={shape} op={op} />
        </>
    );
    return subject === undefined ? (
        <g key={index} class={classes} transform={`translate(${round(x)} ${round(y)})`}>
            {parts}
        </g>
    ) : (
        <a key={index} class={classes} href={`#r${subject}`} transform={`translate(${round(x)} ${round(y)})`}>
            {parts}
        </a>
    );
}

function Outline({ shape: { kind, width, height } }: { readonly shape: Shape }) {
    const [w, h] = [round(width), round(height)];
    if (kind === "store") {
        const rim = 4;
        return (
            <>
                <path
                    class="outline"
                    d={`M0 ${rim} a${w / 2} ${rim} 0 0 1 ${w} 0 v${h - 2 * rim} a${w / 2} ${rim} 0 0 1 ${-w} 0 z`}
                />
                <path class="rim" d={`M0 ${rim} a${w / 2} ${rim} 0 0 0 ${w} 0`} />
            </>
        );
    }
    return <rect class="outline" width={w} height={h} rx={kind === "others" || kind === "outside" ? h / 2 : 5} />;
}

function Words({ shape }: { readonly shape: Shape }) {
    const { kind, width, height, title, note, op, isDangerous } = shape;
    const badges = (op === "same" ? 0 : 20) + (isDangerous ? 20 : 0);
    const room = width - 18 - badges;
    if (isFrame(shape)) {
        return (
            <text class="title" x="12" y="20">
                {fitted(title, room, LETTER.title)}
            </text>
        );
    }
    const middle = height / 2 + (kind === "store" ? 4 : 0);
    return (
        <>
            <text class="title" x="10" y={note === undefined ? middle + 4.5 : middle - 3}>
                {fitted(title, room, LETTER.title)}
            </text>
            {note !== undefined && (
                <text class="note" x="10" y={middle + 12}>
                    {fitted(note, width - 18, LETTER.note)}
                </text>
            )}
        </>
    );
}

/** What happens to it, by symbol as well as by colour. */
function Badge({ shape: { width, isDangerous }, op }: { readonly shape: Shape; readonly op: Op }) {
    const at = width - 12;
    return (
        <>
            {op !== "same" && (
                <g class="badge" transform={`translate(${round(at)} 12)`}>
                    <circle r="8" />
                    <text y="4" text-anchor="middle">
                        {SYMBOLS[op].sign}
                    </text>
                </g>
            )}
            {isDangerous && (
                <g class="badge badge-danger" transform={`translate(${round(at - (op === "same" ? 0 : 20))} 12)`}>
                    <path d="M0 -9 L9 7 L-9 7 z" />
                    <text y="5" text-anchor="middle">
                        !
                    </text>
                </g>
            )}
        </>
    );
}

function Arrow({ line: { points, title, status, isSound }, marker }: { readonly line: Line; readonly marker: string }) {
    const [start, ...rest] = points.map(([x, y]) => `${round(x)} ${round(y)}`);
    if (start === undefined) {
        return null;
    }
    const tip = rest.length % 3 === 1 ? rest.at(-1) : undefined;
    const curves = tip === undefined ? rest : rest.slice(0, -1);
    return (
        <path
            class={`line line-${status}${isSound ? "" : " is-unsound"}`}
            d={`M${start} C${curves.join(" ")}${tip === undefined ? "" : ` L${tip}`}`}
            marker-end={`url(#${marker})`}
        >
            <title>{title}</title>
        </path>
    );
}

/** The text, or as much of it as has room. */
function fitted(text: string, room: number, letter: number): string {
    const letters = [...text];
    const fit = Math.max(1, Math.floor(room / letter));
    return letters.length <= fit ? text : `${letters.slice(0, fit - 1).join("")}…`;
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

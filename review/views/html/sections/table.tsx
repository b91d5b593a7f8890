import type { Child } from "hono/jsx";

export interface Column<Row> {
    readonly title: string;
    readonly isNumber?: boolean;
    readonly cell: (row: Row) => Child;
}

/**
 * A table that scrolls sideways where the page is narrow, and never the page.
 *
 * @param isTitled whether its caption is seen as well as heard; a heading just above may say the same. @default true
 */
export function Table<Row>({
    caption,
    columns,
    rows,
    isTitled = true,
}: {
    readonly caption: string;
    readonly isTitled?: boolean;
    readonly columns: readonly Column<Row>[];
    readonly rows: readonly Row[];
}) {
    return (
        <section class="table" aria-label={caption} tabindex={0}>
            <table>
                <caption class={isTitled ? undefined : "is-unseen"}>{caption}</caption>
                <thead>
                    <tr>
                        {columns.map(({ title, isNumber }) => (
                            <th key={title} scope="col" class={isNumber ? "number" : undefined}>
                                {title}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row, index) => (
                        <tr key={index}>
                            {columns.map(({ title, isNumber, cell }) => (
                                <td key={title} class={isNumber ? "number" : undefined}>
                                    {cell(row)}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}

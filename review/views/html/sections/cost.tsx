import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import type { Cost, CostItem } from "../../../model/cost";
import { counted, dollars, dollarsMore } from "../../../words";
import type { Material } from "../material";
import { Named } from "./reference";
import { Section } from "./section";
import { type Column, Table } from "./table";

const BAR = { width: 320, height: 14 };
const STATUS = { new: "+ new", present: "", changed: "~ changed", gone: "− gone" } as const;

/** Monthly list prices by group, what changes, and what is not in the sum. */
export function CostSection({ material }: { readonly material: Material }) {
    const { cost } = material.review;
    if (cost === undefined) {
        return null;
    }
    const change = cost.before === undefined ? "" : `, ${dollarsMore(cost.monthly - cost.before)} by this change`;
    const note = `${dollars(cost.monthly)} a month in ${revealed(cost.region)}${change}: list prices for 730 hours${cost.lastVerified === undefined ? "" : `, verified ${revealed(cost.lastVerified)} or later`}.`;
    const columns = columnsFor(material, cost);
    const moved = cost.items.filter(({ status }) => cost.before !== undefined && status !== "present");
    const priced = cost.items.filter(({ monthly, before }) => (monthly ?? 0) + (before ?? 0) > 0);
    return (
        <Section id="cost" title="Cost" note={note}>
            <Groups cost={cost} />
            {moved.length > 0 && <Table caption="What changes" columns={columns} rows={moved} />}
            <details>
                <summary>
                    <h3>All that is priced</h3> <span class="muted">{counted(priced.length, "resource")}</span>
                </summary>
                <Table caption="Monthly list prices" columns={columns} rows={priced} />
            </details>
            {cost.notPriced.length > 0 && (
                <details>
                    <summary>
                        <h3>Not in the sum</h3> <span class="muted">{cost.notPriced.length}</span>
                    </summary>
                    <ul>
                        {cost.notPriced.map((line) => (
                            <li key={line}>{revealed(line)}</li>
                        ))}
                    </ul>
                </details>
            )}
        </Section>
    );
}

function columnsFor(material: Material, cost: Cost): readonly Column<CostItem>[] {
    const hasBase = cost.before !== undefined;
    return [
        {
            title: "resource",
            cell: ({ urn, part }) => (
                <>
                    <Named material={material} urn={urn} /> {part !== undefined && revealed(part)}
                </>
            ),
        },
        { title: "group", cell: ({ group }) => revealed(group) },
        {
            title: "how it is computed",
            cell: ({ detail, assumption }) => revealed(assumption === undefined ? detail : `${detail}; ${assumption}`),
        },
        { title: "basis", cell: ({ basis }) => basis },
        ...(hasBase
            ? [
                  { title: "change", cell: ({ status }: CostItem) => STATUS[status] },
                  {
                      title: "before",
                      isNumber: true,
                      cell: ({ before }: CostItem) => (before === undefined ? "–" : dollars(before)),
                  },
              ]
            : []),
        {
            title: "a month",
            isNumber: true,
            cell: ({ monthly }) => (monthly === undefined ? "not priced" : dollars(monthly)),
        },
    ];
}

function Groups({ cost }: { readonly cost: Cost }) {
    const sums = [...groupBy(cost.items, ({ group }) => group)]
        .map(([group, items]) => ({
            group,
            now: items.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0),
            before: cost.before === undefined ? undefined : items.reduce((sum, { before }) => sum + (before ?? 0), 0),
        }))
        .filter(({ now, before }) => now + (before ?? 0) > 0)
        .toSorted((one, other) => other.now - one.now);
    const most = Math.max(...sums.map(({ now, before }) => Math.max(now, before ?? 0)), 1);
    return (
        <Table
            caption="By group"
            rows={sums}
            columns={[
                { title: "group", cell: ({ group }) => revealed(group) },
                {
                    title: "share",
                    cell: ({ now, before = now }) => (
                        <svg class="bar" width={BAR.width} height={BAR.height} aria-hidden="true">
                            <rect class="bar-before" width={(before / most) * BAR.width} height={BAR.height} />
                            <rect class="bar-now" width={(now / most) * BAR.width} height={BAR.height - 4} y="2" />
                        </svg>
                    ),
                },
                ...(cost.before === undefined
                    ? []
                    : [
                          {
                              title: "change",
                              isNumber: true,
                              cell: ({ now, before = now }: { now: number; before: number | undefined }) =>
                                  dollarsMore(now - before),
                          },
                      ]),
                { title: "a month", isNumber: true, cell: ({ now }) => dollars(now) },
            ]}
        />
    );
}

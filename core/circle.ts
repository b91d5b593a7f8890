/**
 * Nodes each of which leads to the next, and the last to the first; undefined where no way comes back to where it began.
 *
 * @param nodes every node
 * @param next where a node leads
 */
export function findCircle<Node>(
    nodes: Iterable<Node>,
    next: (node: Node) => readonly Node[],
): readonly Node[] | undefined {
    const done = new Set<Node>();
    const visit = (node: Node, path: readonly Node[]): readonly Node[] | undefined => {
        if (path.includes(node)) {
            return path.slice(path.indexOf(node));
        }
        if (done.has(node)) {
            return undefined;
        }
        for (const other of next(node)) {
            const circle = visit(other, [...path, node]);
            if (circle) {
                return circle;
            }
        }
        done.add(node);
        return undefined;
    };
    for (const node of nodes) {
        const circle = visit(node, []);
        if (circle) {
            return circle;
        }
    }
    return undefined;
}

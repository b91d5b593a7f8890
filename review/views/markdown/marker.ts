/** The first line of a stack's comment, by which the next run finds it again. Names of stacks hold nothing that ends a comment of HTML. */
export function marker(stack: string): string {
    return `<!-- eks-platform preview of ${stack} -->`;
}

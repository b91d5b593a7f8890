export function startControllers(_kubeconfigPath: string): () => void {
    return () => undefined;
}

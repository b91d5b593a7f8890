import { platformProgram } from "./components/program";

/** What the engine runs: the platform that the stack's config describes. */
export = () => platformProgram();

import { plainProgram } from "./components/plain-program";

/** What the engine runs: the platform that the stack's config describes. */
export = () => plainProgram();

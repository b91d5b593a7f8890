/** How `platform check` reports. Apart from the command, so that its help costs no start of the rules. */
export const FORMATS = ["report", "json", "sarif", "junit", "markdown"] as const;

import type { Addon } from "../addon-kit/addon";
import * as kit from "../addon-kit/option-kit";

const { z } = kit;

/** What a stack may write for an add-on in the section `addons`. */
export function addonSchema(addon: Addon) {
    const { title, installedOn = [], options, defaults } = addon;
    const usual = installedOn.map((kind) => `\`${kind}\``).join(" and ");
    const shape = Object.entries(options(kit)).map(([name, option]): [string, typeof option] => {
        const [full, small] = [defaults.full[name], defaults.small[name]].map((value) => JSON.stringify(value));
        if (full === undefined) {
            return [name, option];
        }
        const text = small === full ? full : `${full}; ${small} with the footprint \`small\``;
        return [name, option.optional().describe(`${option.description} Default: ${text}.`)];
    });
    return z
        .strictObject({
            enabled: z
                .boolean()
                .optional()
                .describe(
                    `Whether it is installed. Default: true where it is named${usual && `, and on clusters of kind ${usual}`}.`,
                ),
            ...Object.fromEntries(shape),
        })
        .optional()
        .describe(title);
}

import { counted } from "../../../words";
import { Section } from "./section";

/** All resources, which the page's script lists by what is asked for. */
export function Resources({ number }: { readonly number: number }) {
    return (
        <Section id="resources" title="Resources" note={`${counted(number, "resource")}, those that go among them.`}>
            <div class="filters" id="resource-search" hidden>
                <label>
                    Find{" "}
                    <input
                        type="search"
                        id="resource-query"
                        placeholder="name, type, URN"
                        aria-controls="resource-list"
                    />
                </label>
                <output id="resource-count" />
            </div>
            <ul id="resource-list" />
            <noscript>
                <p>
                    Without scripts this list and the details of single resources stay empty; all else on this page is
                    here.
                </p>
            </noscript>
        </Section>
    );
}

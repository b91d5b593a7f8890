// The script of the report page. It loads nothing, and sets texts, never markup, since names on the page come from whoever wrote the stack.
import { startFolds, startTheme, startZoom } from "./controls";
import { byId } from "./elements";
import { startFilters } from "./filters";
import { startPanel } from "./panel";
import { startSearch } from "./search";

for (const bar of document.querySelectorAll<HTMLElement>("[data-filters]")) {
    startFilters(bar);
}
for (const bar of document.querySelectorAll<HTMLElement>(".zoom")) {
    startZoom(bar);
}
startTheme(byId("theme"));
startFolds(byId("unfold"));
startSearch();
startPanel();

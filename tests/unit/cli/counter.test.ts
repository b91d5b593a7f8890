import assert from "node:assert/strict";
import { Counter } from "../../../cli/output/counter";

describe("A counter of long work", () => {
    /** What is written of ten steps of `pause` milliseconds each. */
    function written(isTTY: boolean, pause: number): string {
        let [text, time] = ["", 0];
        const write = (chunk: unknown) => {
            text += String(chunk);
            return true;
        };
        const counter = new Counter({ isTTY, write }, "resources judged", 10, () => time);
        for (let done = 1; done <= 10; done++) {
            time += pause;
            counter.at(done);
        }
        counter.close();
        return text;
    }

    it("says nothing of what is quick", () => {
        assert.deepEqual([written(true, 10), written(false, 1000)], ["", ""]);
    });

    it("writes a line now and then in a log", () => {
        assert.equal(
            written(false, 5000),
            "  3 of 10 resources judged\n  6 of 10 resources judged\n  9 of 10 resources judged\n",
        );
    });

    it("redraws one line in a terminal, and removes it at the end", () => {
        const lines = written(true, 250).split("\r\x1b[2K");
        assert.deepEqual([lines.length, lines.at(-1)], [7, ""]);
        assert.match(lines[1] ?? "", /2 of 10 resources judged/);
    });
});

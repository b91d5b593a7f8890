const Module = require("node:module");

/**
 * Keeps the protobuf library from walking through a whole message each time that it is put into another one: properties of
 * resources are messages in messages, so their cost grew with their depth, and they are a third of what a preview computes.
 *
 * Upstream: https://github.com/protocolbuffers/protobuf/issues/2117 (closed) had the same walk on the way in, which no longer does it; there is none
 * about the way out.
 *
 * The walk brings the arrays of maps up to date, which only copies, comparisons and `toArray` read; those still walk. The walk is
 * called by a minified name, found here by what it is; without one, as in another version of the library, nothing changes.
 */
const load = Module._load;
let done = false;

Module._load = function shallowing(request, parent, isMain) {
    const exports = load.call(Module, request, parent, isMain);
    if (request === "google-protobuf" && !done && exports.Message !== undefined) {
        done = true;
        makeShallow(exports.Message);
    }
    return exports;
};

function makeShallow(Message) {
    const proto = Message.prototype;
    const deep = proto.toArray;
    const walk = Object.getOwnPropertyNames(proto).find((name) => name !== "toArray" && proto[name] === deep);
    const sample = new Message();
    Message.initialize(sample, [], 0, -1, null, null);
    const array = Object.keys(sample).find((name) => sample[name] === deep.call(sample));
    if (walk === undefined || array === undefined) {
        return;
    }

    const shallow = function shallow() {
        return this[array];
    };
    const deeply = (read) =>
        function readDeeply(...args) {
            proto[walk] = deep;
            try {
                return read.apply(this, args);
            } finally {
                proto[walk] = shallow;
            }
        };
    proto[walk] = shallow;
    for (const name of ["toArray", "toString", "clone", "cloneMessage"]) {
        proto[name] = deeply(proto[name]);
    }
    for (const name of ["clone", "copyInto", "equals", "compareFields", "compareExtensions", "difference"]) {
        Message[name] = deeply(Message[name]);
    }
}

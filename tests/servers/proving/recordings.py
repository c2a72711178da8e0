"""The share of first findings that are right over folders of labelled recordings."""

import json
from collections import defaultdict

from inspector.cli.inputs import read_attempt
from inspector.diagnose import diagnose
from tests.servers.proving.tables import right, share


def page(folders):
    """Return a table by family for each folder, with the recordings of healthy traffic apart."""
    return "\n\n".join(_of_folder(folder) for folder in folders)


def _of_folder(folder):
    groups, healthy = defaultdict(list), []
    for label in json.loads((folder / "labels.json").read_text()):
        verdict = diagnose(read_attempt(str(folder / label["file"])))
        told = [[str(one.cause), one.slug] for one in verdict.findings]
        if label["cause"] is None:
            healthy.append(not told)
            continue
        row = {"family": label["cause"], "also": label["also_acceptable"]}
        groups[label["cause"]].append((right(told, row), right(told, row, also=True)))
    every = [pair for pairs in groups.values() for pair in pairs]
    lines = [_line(name, pairs) for name, pairs in (*sorted(groups.items()), ("all", every))]
    head = f"{folder.name}: {sum(healthy)} of {len(healthy)} healthy ones silent"
    return "\n".join([head, f"{'family':28}    n   one    ok", *lines])


def _line(name, pairs):
    strict, lenient = (sum(column) for column in zip(*pairs, strict=True))
    n = len(pairs)
    return f"{name:28} {n:4}  {share(strict, n)}  {share(lenient, n)}"

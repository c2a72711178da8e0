"""Plays the refusals of real servers and prints how often the program is right about them.

    python -m tests.servers.proving [--server NAME …] [--id ID …] [--check] [--json FILE]

--check only looks whether each server refuses as declared and each repair leads out. --parallel 2
plays two servers at a time. --allow CONSENT lets all experiments do more than each refusal says
(login-attempt, new-host, production, unsafe-method, uses-up-token). --labs plays the scenarios of the Mock lab instead. --recordings FOLDER
judges labelled recordings (a folder with labels.json). --read FILE prints the tables of a kept run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, get_args

from inspector.model.finding import Cause
from inspector.model.question import Consent
from tests.servers.proving import player, recordings, registry, tables


def main(arguments):
    """Return 0 where all was played, with --check where nothing is wrong."""
    options = _options(arguments)
    if options.read:
        kept = json.loads(Path(options.read).read_text())
        print(tables.page(kept["refusals"], kept["successes"]))
        return 0
    if options.recordings:
        print(recordings.page(map(Path, options.recordings)))
        return 0
    names = options.server or list(registry.places(labs=options.labs))
    if options.check:
        return _all_checked(names, options.id)
    made = _all(names, options)
    print(tables.page(made["refusals"], made["successes"]))
    if options.json:
        Path(options.json).write_text(json.dumps(made, indent=1))
    return 0


def _options(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.servers.proving", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--server", action="append")
    parser.add_argument("--id", action="append", default=[])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--labs", action="store_true")
    parser.add_argument("--allow", action="append", default=[], choices=get_args(Consent))
    parser.add_argument("--json")
    parser.add_argument("--read")
    parser.add_argument("--recordings", nargs="+")
    parser.add_argument("--parallel", type=int, default=1, choices=(1, 2))
    return parser.parse_args(arguments)


def _left_out(name):
    module = registry.module_of(name)
    if gone := registry.missing(module):
        print(f"{name}: left out, not installed here: {', '.join(gone)}", file=sys.stderr)
    return bool(gone)


def _all(names, options):
    if options.parallel > 1 and len(names) > 1:
        with ThreadPoolExecutor(options.parallel) as pool:
            made = list(pool.map(lambda name: _apart(name, options), names))
    else:
        made = [_played(name, options) for name in names]
    parts = ("refusals", "successes")
    return {part: [row for one in made for row in one[part]] for part in parts}


def _apart(name, options):
    """Play one server in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "tests.servers.proving", "--server", name]
        command += [part for each in options.id for part in ("--id", each)]
        command += [part for each in options.allow for part in ("--allow", each)]
        ended = subprocess.run(
            [*command, "--json", str(file)], stdout=subprocess.DEVNULL, check=False
        )
        if ended.returncode:
            raise RuntimeError(f"{name} could not be played")
        return json.loads(file.read_text())


def _chosen(declared, ids):
    return [one for one in declared if not ids or one.id in ids]


def _played(name, options):
    if _left_out(name):
        return {"refusals": [], "successes": []}
    allowed = frozenset(options.allow)
    with registry.started(name) as place:
        refusals = [
            _row(name, replace(one, consents=one.consents | allowed), place)
            for one in _chosen(place.refusals, options.id)
        ]
        successes = _chosen(place.successes, options.id)
        silent = [player.play_success(name, one) for one in successes]
    return {"refusals": refusals, "successes": silent}


def _row(name, refusal, place):
    row = player.play(name, refusal, place.reset)
    place.reset()
    print(f"{name}/{refusal.id}: {row['status']}, {row['seconds']} s", file=sys.stderr)
    return row


def _all_checked(names, ids):
    """Check every place, say what was declared, and return 1 where something is wrong."""
    families, wrong = Counter(), 0
    for name in names:
        found = _check(name, ids)
        families.update(found.families)
        wrong += len(found.wrong)
    total = sum(families.values())
    print(f"{len(names)} servers and products, {total} refusals, {wrong} wrong")
    print(*(f"{families[str(cause)]:4} {cause}" for cause in Cause), sep="\n")
    return 1 if wrong else 0


class Checked(NamedTuple):
    """What a place declares, and what is wrong with it, a sentence each."""

    families: list[str]
    wrong: list[str]


def _check(name, ids):
    if _left_out(name):
        return Checked([], [])
    with registry.started(name) as place:
        refusals, successes = _chosen(place.refusals, ids), _chosen(place.successes, ids)
        found = player.misdeclared(place.refusals)
        for one in refusals:
            found += [f"{one.id}: {wrong}" for wrong in player.check(one)]
            place.reset()
        for one in successes:
            found += [f"{one.id}: {wrong}" for wrong in player.check_success(one)]
    for line in found:
        print(f"{name}/{line}")
    print(f"{name}: {len(refusals)} refusals, {len(found)} wrong", flush=True)
    return Checked([one.family for one in refusals], found)


def _at_home(arguments):
    """Run in a home of its own, past any proxy of this computer."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    with tempfile.TemporaryDirectory(prefix="request-inspector-home-") as home:
        os.environ["REQUEST_INSPECTOR_HOME"] = home
        return main(arguments)


if __name__ == "__main__":
    sys.exit(_at_home(sys.argv[1:]))

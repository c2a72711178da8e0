"""The command `run`: sends saved requests, says which were not as expected and why."""

import argparse
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from threading import Event

from inspector.cli import passphrase
from inspector.cli.inputs import NotReadable
from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE, complain, complain_about
from inspector.cli.saved.run_sources import Sources, rows_of, sources_of, with_rows
from inspector.cli.sending import Opened, opened, save_attempt
from inspector.cli.source import Source, add_proxies, named_proxies
from inspector.library.slug import slug
from inspector.model.collection import Problem
from inspector.presentation.runs.run_records import RunReport
from inspector.presentation.runs.run_report import (
    FORMATS,
    github_lines,
    line_of,
    report_of,
    written,
)
from inspector.wording import tr
from inspector.wording.dates import time_of_day
from inspector.workbench.runs.running import Ran, Run, Running
from inspector.workbench.runs.watching import LEAST, Flip, Watch, pause

SUMMARY = tr("run saved requests and say which were refused, and why")
_SPAN = re.compile(r"(\d{1,6})(s|m|h)?")
_UNITS = {"s": 1, "m": 60, "h": 3600}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="FOLDER|REQUEST.toml",
        help=tr("a collection, a folder in one, or saved requests; in their order"),
    )
    parser.add_argument(
        "--environment", default="", metavar="E", help=tr("an environment of the collection")
    )
    parser.add_argument(
        "--parallel", type=int, default=1, metavar="N", help=tr("how many are sent at once")
    )
    parser.add_argument(
        "--repeat", type=int, default=1, metavar="N", help=tr("how often all of them are sent")
    )
    parser.add_argument(
        "--data",
        default="",
        metavar="FILE",
        help=tr("rows of variables (CSV or a JSON list): all requests once for each row"),
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help=tr("how it is said"))
    parser.add_argument(
        "--fail-on",
        choices=("unexpected", "refused", "never"),
        default="unexpected",
        help=tr("what ends with status 1: all that is not as expected, or refusals alone"),
    )
    _add_watching(parser)
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help=tr("a host that may have the secrets"),
    )
    add_proxies(parser)
    passphrase.add_argument(parser)


def _add_watching(parser: argparse.ArgumentParser) -> None:
    """Declare what runs again and again."""
    parser.add_argument(
        "--every",
        default="",
        metavar="30s",
        help=tr("run again after that time, until Ctrl+C, and say when a verdict changes"),
    )
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help=tr("where the attempts before and after a change are written, secrets masked"),
    )


def run(options: argparse.Namespace) -> int:
    """Run, print, and return the exit status."""
    try:
        sources = sources_of(options.sources, options.environment)
        rows = rows_of(options.data)
        span = _seconds(options.every)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    for note in sources.notes:
        complain(note)
    runs = with_rows(sources.runs, rows, max(1, options.repeat))
    if not runs:
        complain(tr("There is no request in it."))
        return UNREADABLE
    try:
        with opened(_source(sources, options)) as bench:
            return _watched(bench, runs, options, span) if span else _once(bench, runs, options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE


def _source(sources: Sources, options: argparse.Namespace) -> Source:
    """Return what the vault is opened for: the first request stands for all."""
    first = sources.runs[0]
    return Source(
        request=first.request,
        scope=first.scope,
        secrets=sources.secrets,
        keyring=True,
        passphrase_file=options.passphrase_file,
        trusted_hosts=tuple(options.allow_host),
        proxies=named_proxies(options),
    )


def _once(bench: Opened, runs: tuple[Run, ...], options: argparse.Namespace) -> int:
    results: list[Ran] = []

    def tell(ran: Ran) -> None:
        results.append(ran)
        if options.format != "text":
            known = bench.vault.known_values()
            complain(line_of(report_of([ran], known).requests[0]))

    stopped = False
    running = Running(bench.workbench, bench.vault)
    try:
        results = list(bench.run(running.all(runs, tell, parallel=options.parallel)))
    except KeyboardInterrupt:
        running.stop()
        stopped = True
        complain(tr("Stopped after {done} of {total}.", done=len(results), total=len(runs)))
    report = report_of(results, bench.vault.known_values())
    sys.stdout.write(written(report, options.format))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        sys.stderr.write("".join(f"{line}\n" for line in github_lines(report)))
    return FOUND if stopped or _failed(report, options.fail_on) else NOTHING_FOUND


def _failed(report: RunReport, wanted: str) -> bool:
    summary = report.summary
    if wanted == "never":
        return False
    return summary.refused > 0 if wanted == "refused" else summary.passed < summary.requests


def _watched(bench: Opened, runs: tuple[Run, ...], options: argparse.Namespace, span: int) -> int:
    """Run again and again; say only what changed, and keep both attempts."""
    watch, clock, first = Watch(), Event(), True
    try:
        while True:
            running = Running(bench.workbench, bench.vault)
            for ran in bench.run(running.all(runs, parallel=options.parallel)):
                flip = watch.look(ran, datetime.now())  # noqa: DTZ005 - the wall's clock
                if first or flip is not None:
                    _say(ran, bench)
                if flip is not None and options.keep is not None:
                    _keep(flip, bench, options.keep)
            first = False
            clock.wait(pause(watch.last, span))
    except KeyboardInterrupt:
        failed = any(not ran.passed for ran in watch.last)
        return FOUND if failed and options.fail_on != "never" else NOTHING_FOUND


def _say(ran: Ran, bench: Opened) -> None:
    now = report_of([ran], bench.vault.known_values()).requests[0]
    moment = time_of_day(datetime.now())  # noqa: DTZ005 - as above
    sys.stdout.write(f"{moment} {line_of(now)}  {now.verdict}".rstrip() + "\n")
    sys.stdout.flush()


def _keep(flip: Flip, bench: Opened, folder: Path) -> None:
    """Write the attempts before and after a verdict flipped."""
    moment = time_of_day(flip.moment).replace(":", "")
    for word, each in (("before", flip.before), ("after", flip.after)):
        name = f"{slug(' '.join(each.run.path))}-{moment}-{word}.json"
        known = bench.vault.known_values()
        if (problem := save_attempt(each.answer, known, folder / name)) is not None:
            complain_about(problem)


def _seconds(text: str) -> int:
    """Return a span such as 30s, 5m or 1h in seconds, 0 for none; raises NotReadable."""
    if not text:
        return 0
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        todo = tr("Give a number with s, m or h, such as 30s.")
        raise NotReadable(Problem(what=tr("{text} is no time.", text=text), todo=todo))
    return max(LEAST, int(found[1]) * _UNITS[found[2] or "s"])

"""Offers, after a crash, what it left: a notice that leads to the log."""

from pathlib import Path

from inspector.gui import faults
from inspector.gui.state.tools import Tools
from inspector.settings.crash_reports import crash_reports, crash_text, remove_reports
from inspector.wording import tr


def offer_crash_reports(tools: Tools) -> None:
    """Look for reports away from the window's thread; say so where there is one."""
    job = tools.background.compute(crash_reports, tools.places.crashes)
    job.succeeded.connect(lambda found: _offer(tools, found))


def _offer(tools: Tools, reports: tuple[Path, ...]) -> None:
    if reports:
        tools.notices.warn(
            tr("The program crashed the last time. It kept a report without secrets."),
            tr("Show report"),
            lambda: _show(tools, reports),
        )


def _show(tools: Tools, reports: tuple[Path, ...]) -> None:
    """Move the reports into the log, and open that: there they are read and copied."""
    job = tools.background.compute(_moved, reports, tools.vault.known_values())
    job.succeeded.connect(lambda _none: tools.actions.run("log"))


def _moved(reports: tuple[Path, ...], known: tuple[str, ...]) -> None:
    faults.LOG.error("the program crashed\n%s", crash_text(reports, known))
    remove_reports(reports)

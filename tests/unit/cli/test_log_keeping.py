"""`logs --keep` puts refused lines into the history that the window shows."""

import pytest

from inspector.cli.log_keeping import keep_lines, wrong_use
from inspector.logs.parts import Take
from inspector.record import History, read_filter
from inspector.record.database import HistoryError
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.workbench.attempts.log_attempts import LogKept
from tests.fixtures import log_samples


@pytest.fixture(autouse=True)
def everything_is_kept():
    settings = Settings(places().settings)
    settings.set("history.days", 0)
    settings.save()


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return str(path)


def _count(text):
    history = History(places().history)
    try:
        return history.count(read_filter(text)).result(60)
    finally:
        history.close()


def test_lines_are_kept_once(log):
    order = Take(names=(log,))
    first = keep_lines(order, "api.example.com")
    assert (first.again, first.left_out) == (0, 0)
    assert keep_lines(order, "api.example.com") == LogKept(again=first.added)
    assert _count("is:imported is:refused host:api.example.com") == 484


def test_the_command_reports_and_keeps(cli, log):
    ran = cli("logs", log, "--keep", "--host", "api.example.com")
    assert ran.status == 0
    assert ran.out.startswith("One client loops")
    assert "attempts are in the history now." in ran.err
    assert _count("status:401 is:imported") == 484


def test_period_and_statuses_choose(cli, log):
    cli("logs", log, "--keep", "--status", "403")
    assert _count("") == 0
    cli("logs", log, "--keep", "--since", "2026-11-25T10:59")
    assert 0 < _count("is:refused") < 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "--keep"), "Standard input can't be kept"),
        (("x.log", "--keep", "--host", "no host"), "no host is no host."),
    ],
)
def test_a_wrong_use_is_said_before_anything_is_read(cli, arguments, said):
    ran = cli("logs", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not places().history.exists()


def test_what_is_right_is_no_wrong_use():
    assert wrong_use(("a.log",), "") is None
    assert wrong_use(("a.log",), "http://localhost:8080") is None


def test_a_history_that_can_not_be_written_is_said(cli, log):
    places().history.mkdir(parents=True)
    ran = cli("logs", log, "--keep")
    assert ran.status == 2
    assert "history" in ran.err
    with pytest.raises(HistoryError):
        keep_lines(Take(names=(log,)), "")

"""Each kind of trouble is named for a log that shows it, and is silent on all others."""

import pytest

from inspector.logs.judging import all_kinds
from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from tests.fixtures import log_samples

SHOWN = {
    "looping-client": "looping",
    "guessing": "guessing",
    "broke-everyone": "broken",
    "normal-challenge": "challenges",
    "scanner": "scanning",
    "proxy-login": "proxied",
    "stale-password": "one_user",
}


def report_of(folder, lines):
    log = folder / "access.log"
    log.write_bytes(log_samples.data_of(lines))
    return summarise(read([str(log)], Wanted()))


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.SLUG)
def test_it_is_named_first_where_it_happens(kind, tmp_path):
    report = report_of(tmp_path, getattr(log_samples, SHOWN[kind.SLUG])())
    assert report.kinds[0].slug == kind.SLUG, report.kinds
    assert report.headline == report.kinds[0].sentence
    assert report.kinds[0].evidence
    assert report.kinds[0].advice


@pytest.mark.parametrize("maker", [*SHOWN.values(), "newly_protected", "outage", "stuffing"])
def test_no_other_alarm_is_raised(maker, tmp_path):
    report = report_of(tmp_path, getattr(log_samples, maker)())
    alarms = [kind.slug for kind in report.kinds if kind.level != "normal"]
    assert len(alarms) <= 1, alarms


def test_ordinary_traffic_is_no_kind(tmp_path):
    report = report_of(tmp_path, log_samples.quiet())
    assert report.kinds == ()
    assert report.headline.startswith("Nothing unusual: 4 of 360 requests")


def test_challenges_are_no_alarm(tmp_path):
    report = report_of(tmp_path, log_samples.challenges())
    assert [(kind.slug, kind.level) for kind in report.kinds] == [("normal-challenge", "normal")]
    assert report.kinds[0].count == 300


def test_one_path_newly_protected_is_named(tmp_path):
    report = report_of(tmp_path, log_samples.newly_protected())
    assert "/feed" in report.headline
    assert "One path is refused to everybody since 2026-11-25 10:30" in report.headline


def test_the_loop_tells_who_where_and_how_often(tmp_path):
    headline = report_of(tmp_path, log_samples.looping()).headline
    for word in ("192.0.2.7", "480 × 401", "/api/orders", "5 seconds apart", "10:20:00", "served"):
        assert word in headline


def test_what_was_broken_for_a_while_has_its_end(tmp_path):
    headline = report_of(tmp_path, log_samples.outage()).headline
    assert "from 2026-11-25 10:20:00 to 2026-11-25 10:30" in headline
    assert "/api/v1/…" in headline


def test_strangers_at_a_login_path_are_no_deploy(tmp_path):
    report = report_of(tmp_path, log_samples.stuffing())
    assert report.kinds[0].slug == "guessing"
    assert "/session" in report.headline

"""The proving ground is true: its servers refuse as declared, and each repair leads out."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.servers.proving import player, registry, tables

pytestmark = pytest.mark.server("nginx")


@pytest.fixture(scope="module")
def place():
    """nginx, as the cheapest one; all others are checked by `python -m tests.servers.proving`."""
    with registry.started("nginx") as running:
        yield running


def _by_id(place, name):
    return next(one for one in place.refusals if one.id == name)


def _waits(refusal):
    return refusal.status == 429  # for the server's own rate: seconds


def test_each_refusal_is_refused_as_declared_and_each_repair_leads_out(place):
    declared = [one for one in place.refusals if not _waits(one)]
    assert len(declared) > 20
    assert {one.id: wrong for one in declared if (wrong := player.check(one))} == {}
    assert [wrong for one in place.successes for wrong in player.check_success(one)] == []


@pytest.mark.parametrize("wrong", ["status", "repair"])
def test_a_declaration_that_is_not_true_is_noticed(place, wrong):
    right = _by_id(place, "wrong password")
    nowhere = replace(right.repair, right=right.call)
    false = {"status": replace(right, status=403), "repair": replace(right, repair=nowhere)}
    assert player.check(false[wrong])


def test_families_and_names_that_are_not_so_are_noticed(place):
    right = _by_id(place, "wrong password")
    assert player.misdeclared(place.refusals) == []
    for false in (replace(right, family="bad-luck"), replace(right, also=(right.family,))):
        assert player.misdeclared([false])
    assert player.misdeclared([right, right])


@pytest.fixture(scope="module")
def row(place):
    """What came of a wrong password."""
    return player.play("nginx", _by_id(place, "wrong password"))


def test_what_comes_of_a_refusal_is_counted(row):
    assert row["as declared"]
    assert row["one"][0][0] == "invalid-credentials"
    assert row["experiments"]["requests"] > 0
    assert [one["reached"] for one in row["fixes"]["tried"]] == [True]
    figures = dict(zip([name for name, _ in tables.COLUMNS], tables.counted([row]), strict=False))
    assert (figures["n"], figures["fix"], figures["said"]) == ("1", "1.00", "1.00")


def test_a_fault_of_the_program_is_a_miss(place):
    def broken(_put):
        raise KeyError("no such rule")

    made = player.play("nginx", replace(_by_id(place, "wrong password"), call=broken))
    failed, told, *_ = tables.misses([made])
    assert "KeyError" in failed
    assert "silent" in told


def test_a_miss_is_listed(row):
    assert list(tables.misses([row])) == []
    missed = {**row, "family": "csrf-failure", "as declared": False, "ruled out": []}
    refused, told, *_ = tables.misses([missed])
    assert "answers 401" in refused
    assert "told: invalid-credentials" in told


def test_every_place_declares_refusals_of_known_families_once():
    """Each module can be imported without its programs, and says which it needs."""
    for name in registry.places():
        module = registry.module_of(name)
        assert all(Path(program).is_absolute() for program in module.NEEDS)
        assert callable(module.started)

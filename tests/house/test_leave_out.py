"""`packaging/leave_out` scores without what is known of a case's own product."""

import json
import shutil
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from inspector import intake
from inspector.diagnose import diagnose

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
KNOWN = "case055.har"  # what its gateway's own code means decides
HEALTHY = min((CASES / "healthy").rglob("*.har"))


@pytest.fixture(scope="module")
def script():
    loader = SourceFileLoader("leave_out", str(ROOT / "packaging" / "leave_out"))
    module = ModuleType(loader.name)
    module.__file__ = loader.path
    exec(loader.get_code(loader.name), module.__dict__)
    return module


def test_a_case_is_scored_without_its_own_product(script, tmp_path, capsys):
    labels = json.loads((CASES / "labels.json").read_text("utf-8"))
    mine = next(one for one in labels if one["file"] == KNOWN)
    fine = {"file": "healthy.har", "system": "a shop", "cause": None, "also_acceptable": [], "determinable": True}  # fmt: skip
    shutil.copy(CASES / KNOWN, tmp_path)
    shutil.copy(HEALTHY, tmp_path / "healthy.har")
    (tmp_path / "labels.json").write_text(json.dumps([mine, fine]))
    with_it = diagnose(intake.read((CASES / KNOWN).read_bytes(), KNOWN).attempt).findings[0]
    script.main(["--rounds", "0", "--verbose", str(tmp_path)])
    told = capsys.readouterr().out
    assert with_it.cause.value == mine["cause"]
    assert f"{KNOWN}: want {mine['cause']}" in told
    assert "Apigee" in told
    assert "strict 0/1 = 0.000" in told
    assert "healthy 1/1 = 1.000" in told


def test_the_fit_is_made_without_the_product(script):
    """A move that only its own cases pay for is not taken."""

    class Counted(script.Fit):
        def __init__(self):
            super().__init__(ROOT, 0, [])
            self.rounds, self.steps = 1, {"PROVEN": 0.9, "STATED": 0.8}

        def counts(self, steps, product):
            rows = [["shop api", steps["PROVEN"] > 0.9, True, False, False]]
            rows += [["bank api", True, True, False, False]]
            return self.fit.counted(row for row in rows if row[0].split()[0] != product)

    fit = Counted()
    assert fit.without("shop")["PROVEN"] == 0.9
    assert fit.without("bank")["PROVEN"] > 0.9

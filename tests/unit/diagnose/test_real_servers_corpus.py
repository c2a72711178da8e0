"""Refusals recorded from real servers: how often the true cause is named first, and how surely."""

import json
from collections import Counter

import pytest

from inspector.model.finding import Certainty
from tests.unit.diagnose.corpus import CASES, WHOLE_CORPUS, concluded

pytestmark = WHOLE_CORPUS
REAL = CASES / "real"
LABELS = [
    label for file in sorted(REAL.glob("labels-*.json")) for label in json.loads(file.read_text())
]
HEALTHY = sorted((REAL / "healthy").glob("*.har"))


@pytest.fixture(scope="module")
def score():
    count = Counter()
    for label in LABELS:
        findings = concluded(REAL / label["file"]).findings
        causes = [finding.cause.value for finding in findings]
        fits = {label["cause"], *label["also_acceptable"]}
        word = findings[0].certainty if findings else None
        count[word] += 1
        count[word, "wrong"] += not fits & set(causes[:1])
        if not label["determinable"]:
            count["undeterminable, certain"] += word is Certainty.CERTAIN
            continue
        count["determinable"] += 1
        count["strict"] += causes[:1] == [label["cause"]]
        count["acceptable"] += bool(fits & set(causes[:1]))
        count["top three"] += label["cause"] in causes[:3]
    return count


class TestRefusals:
    def test_there_are_enough_of_them(self):
        assert len(LABELS) >= 140
        assert len({label["product"] for label in LABELS}) >= 30
        assert len({label["file"] for label in LABELS}) == len(LABELS)

    def test_the_true_cause_comes_first(self, score):
        assert score["strict"] / score["determinable"] >= STRICT
        assert score["acceptable"] / score["determinable"] >= ACCEPTABLE
        assert score["top three"] / score["determinable"] >= TOP_THREE

    def test_the_words_of_certainty_hold(self, score):
        certain, likely = Certainty.CERTAIN, Certainty.VERY_LIKELY
        assert score[certain, "wrong"] <= MOST_CERTAIN_WRONG * score[certain]
        assert score[likely, "wrong"] <= MOST_LIKELY_WRONG * score[likely]
        assert score["undeterminable, certain"] == 0


STRICT, ACCEPTABLE, TOP_THREE = 0.95, 0.97, 0.96
MOST_CERTAIN_WRONG, MOST_LIKELY_WRONG = 0.01, 0.03


class TestHealthyExchanges:
    @pytest.mark.parametrize("file", HEALTHY, ids=[file.stem for file in HEALTHY])
    def test_nothing_is_found(self, file):
        assert concluded(file).findings == ()

"""The ladder in words: only what the results show is said."""

import msgspec

from inspector.model.experiment import Rung
from inspector.presentation.experiments.ladder_words import ladder_sentence, ladder_spoken
from tests.gui import trial_samples as trials


def test_every_check_is_read_with_what_happened_there():
    assert ladder_spoken(trials.LADDER) == (
        "Scheme passed, Format passed, Signature passed, Expiry passed, Audience stopped here, "
        "Scope not reached"
    )
    assert ladder_spoken((Rung(name="Scope", state="unknown"),)) == "Scope not known"


def test_the_sentence_says_how_far_it_gets():
    text = ladder_sentence(trials.tried(ladder=trials.LADDER))
    assert text.endswith("Your credential passes 4 and stops at “Audience”.")
    first = (Rung(name="Login", state="stopped-here"), Rung(name="Scope", state="not-reached"))
    text = ladder_sentence(trials.tried(ladder=first))
    assert text.endswith("Your credential stops at the first, “Login”.")
    text = ladder_sentence(trials.tried(ladder=trials.LADDER[:2]))
    assert text.endswith("Your credential passes 2 of them.")


def test_that_all_refusals_look_the_same_is_said_after_two_results_only():
    same = [msgspec.structs.replace(one, result="same") for one in trials.OUTCOMES]
    assert ladder_sentence(trials.tried(tuple(same[:1]))) == ""
    assert ladder_sentence(trials.tried(tuple(same[:2]))) == "Every refusal looks the same."
    unanswered = msgspec.structs.replace(trials.OUTCOMES[3], result="failed")
    assert ladder_sentence(trials.tried((*same[:2], unanswered))) != ""
    assert ladder_sentence(trials.tried((same[0], unanswered))) == ""
    assert ladder_sentence(trials.tried((*same[:2], trials.OUTCOMES[3]))) == ""

from inspector.protocol.challenges.parsing import State
from inspector.protocol.challenges.records import Param


def _param(name, span=(2, 5)):
    return Param(name=name, value="v", span=span, value_span=span)


def test_meaningless_characters_become_part_of_the_challenge_that_follows():
    state = State('" Basic')
    state.begin(0, "", 0)
    state.swallow(1, "stray")
    state.begin(2, "Basic", 7)
    state.finish()
    (challenge,) = state.done
    assert (challenge.scheme, challenge.span) == ("Basic", (0, 7))
    assert [defect.kind for defect in challenge.defects] == ["stray"]


def test_repeats_are_kept_and_noted():
    state = State("A a=1")
    state.begin(0, "A", 1)
    state.add(_param("Realm"), None)
    state.add(_param("realm", (6, 9)), None)
    assert [param.name for param in state.open.params] == ["Realm", "realm"]
    assert [defect.kind for defect in state.open.defects] == ["duplicate"]
    assert state.pos == 9


def test_names_of_odd_characters_are_noted():
    state = State("A")
    state.begin(0, "A", 1)
    state.add(_param("réalm"), "empty-value")
    assert [defect.kind for defect in state.open.defects] == ["odd-name", "empty-value"]

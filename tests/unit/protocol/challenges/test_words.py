import pytest

from inspector.protocol.challenges.parsing import State, after_scheme, read_word


def _read(text, word):
    state = State(text)
    read_word(state, word)
    state.finish()
    return state


@pytest.mark.parametrize(
    ("text", "scheme", "token68"),
    [
        ("Negotiate abc==", "Negotiate", "abc=="),
        ("Basic", "Basic", ""),
        ("Basic: x", "Basic", "x"),
        ('Bearer "x y"', "Bearer", "x y"),
        ("Bearer Basic", "Bearer", ""),
        ("Please wait", "", ""),
        ("Custom YWJjMTIz", "Custom", "YWJjMTIz"),
    ],
)
def test_a_scheme_and_what_follows(text, scheme, token68):
    (challenge,) = _read(text, text.split()[0]).done
    assert (challenge.scheme, challenge.token68) == (scheme, token68)


def test_parameters_are_left_for_the_reader():
    state = State('Basic realm="x"')
    state.begin(0, "Basic", 5)
    state.pos = 5
    after_scheme(state)
    assert state.pos == 5

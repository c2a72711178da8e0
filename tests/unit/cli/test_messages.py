"""Messages go to stderr and say what, where and what to do."""

from inspector.cli.messages import complain_about, sentence
from inspector.model.collection import Problem


def test_a_problem_is_one_line():
    problem = Problem(what="It is no HAR.", where="a.har, line 3", todo="Export it anew.")
    assert sentence(problem) == "a.har, line 3: It is no HAR. Export it anew."
    assert sentence(Problem(what="It is no HAR.")) == "It is no HAR."


def test_it_goes_to_stderr(capsys):
    complain_about(Problem(what="No.", where="x"))
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "request-inspector: x: No.\n"

"""Problems in words."""

from inspector.gui.library.collections import sentence, went_well
from inspector.gui.state.notices import Notices
from inspector.library.results import Done
from inspector.model.collection import Problem


def test_a_problem_says_what_where_and_what_to_do():
    assert sentence(Problem(what="Bad.", where="a:1", todo="Mend it.")) == "Bad. (a:1) Mend it."
    assert sentence(Problem(what="Bad.")) == "Bad."


def test_warnings_are_told_though_it_was_done(qapp):
    notices = Notices()
    assert went_well(Done(id="a", warnings=(Problem(what="Locked."),)), notices)
    assert [each.text for each in notices.all] == ["Locked."]


def test_a_problem_is_told(qapp):
    notices = Notices()
    assert not went_well(Done(problem=Problem(what="Full.")), notices)
    assert [each.text for each in notices.all] == ["Full."]

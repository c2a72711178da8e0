"""Messages to the user: told at once, listed, ended."""

from inspector.gui.state.notices import KEPT, Notices


def test_what_is_said_is_told_and_listed(qapp, qtbot):
    notices = Notices()
    with qtbot.waitSignal(notices.said) as caught:
        notices.say("Copied.")
    assert caught.args[0].text == "Copied."
    assert caught.args[0].seconds == 6
    assert notices.all == (caught.args[0],)


def test_a_warning_looks_like_one(qapp):
    notices = Notices()
    notices.warn("No reply.")
    assert notices.all[0].icon == "triangle-alert"


def test_an_undo_is_offered_longer(qapp):
    notices, done = Notices(), []
    notices.offer_undo("Deleted.", "Undo", lambda: done.append(1))
    notices.all[0].do()
    assert done == [1]
    assert notices.all[0].seconds == 10


def test_the_list_ends(qapp):
    notices = Notices()
    for number in range(KEPT + 5):
        notices.say(str(number))
    assert notices.all[0].text == "5"

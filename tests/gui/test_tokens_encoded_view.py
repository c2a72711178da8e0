"""The encoded token has a colour for each part; what is shown is masked."""

from inspector.annotate.tokens import decode
from inspector.gui.tokens.encoded_view import EncodedView
from tests.gui.token_samples import token


def test_each_part_has_its_colour(light, qtbot):
    view = EncodedView(light)
    qtbot.addWidget(view)
    text = token()
    view.show_token(decode(text).masked)
    assert text not in view.toPlainText()
    at, colours = 0, []
    for piece in view.toPlainText().split("."):
        cursor = view.textCursor()
        cursor.setPosition(at + 1)
        colours.append(cursor.charFormat().foreground().color().name())
        at += len(piece) + 1
    assert colours == [
        light.colour(name).name() for name in ("jwt_header", "jwt_payload", "jwt_signature")
    ]


def test_another_token_has_no_parts(light, qtbot):
    view = EncodedView(light)
    qtbot.addWidget(view)
    view.show_token("••••••••••••")
    assert view.toPlainText() == "••••••••••••"

"""The pin: red, numbered, named."""

from inspector.gui.widgets.pin import Pin


def test_a_pin_is_a_red_disc_with_a_name(light, qtbot):
    pin = Pin(light, 2)
    qtbot.addWidget(pin)
    pin.resize(pin.sizeHint())
    image = pin.grab().toImage()
    assert image.pixelColor(8, 1).name() == light.colour("err_fill").name()
    assert pin.accessibleName() == "Evidence 2"


def test_another_number_is_another_name(light, qtbot):
    pin = Pin(light, 1)
    qtbot.addWidget(pin)
    pin.set_number(3)
    assert (pin.number, pin.accessibleName()) == (3, "Evidence 3")


def test_it_grows_with_the_text(light, qtbot):
    pin = Pin(light, 1)
    qtbot.addWidget(pin)
    before = pin.sizeHint().width()
    light.set_percent(200)
    assert pin.sizeHint().width() == 2 * before

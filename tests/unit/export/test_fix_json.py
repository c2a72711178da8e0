"""The JSON of a fix has the shape that its schema says."""

import msgspec

from inspector.export.fix_json import fixed_object
from inspector.export.send_json import send_object
from inspector.export.shapes import FixedShape
from inspector.model.aftermath import Aftermath
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.model.fix import Change, Field, Fix

FIX = Fix(id="x", title="X", changes=(Change(field=Field("url"), after="y"),))


def test_the_shape_is_that_of_the_schema(answer):
    before = send_object(answer.attempt, answer.verdict)
    came = Aftermath(fix=FIX, result="solved", title="This was it.")
    made = fixed_object(before, FIX, "Done.", send_object(Attempt(), Verdict()), came)
    read = msgspec.convert(made, FixedShape)
    assert read.fix.message is None
    assert read.aftermath.result == "solved"


def test_nothing_to_fix():
    made = fixed_object(send_object(Attempt(), Verdict()), None, "", None, None)
    assert msgspec.convert(made, FixedShape).fix is None

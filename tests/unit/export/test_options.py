"""The options of an export hide everything by default."""

from inspector.export.options import PARTS, Options


def test_by_default_all_is_masked_and_written():
    assert Options().parts == PARTS
    assert Options().treatment == "mask"
    assert not Options().include_secrets

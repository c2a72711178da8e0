"""Every licence names a text that is shipped, or where it is published."""

from inspector.presentation.help.licences import licences


def test_each_part_leads_to_its_licence():
    found = licences()
    assert {"Apache-2.0", "LGPL-3.0", "OFL-1.1", "ISC"} <= {each.licence for each in found}
    assert all(each.text or each.url.startswith("https://") for each in found)


def test_the_texts_of_shipped_parts_are_there():
    texts = [each.text for each in licences() if each.text]
    assert len(texts) >= 4
    assert all(len(text.read_text(encoding="utf-8")) > 500 for text in texts)

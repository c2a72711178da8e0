"""Kinds of body, and forms as rows."""

from inspector.gui.compose.body_kinds import body_kinds, fields_from, kind_index, rows_of
from inspector.gui.lists.key_value_rows import Row
from inspector.model.request import FormBody, FormField, JsonBody, MultipartBody, RawBody


def test_text_is_carried_from_json_to_text_and_fields_between_forms():
    kinds = {kind.type: kind for kind in body_kinds()}
    assert kinds[RawBody].make(JsonBody(text="{}")) == RawBody(text="{}")
    form = FormBody(fields=(FormField("a", "1"),))
    assert kinds[MultipartBody].make(form) == MultipartBody(fields=form.fields)
    assert body_kinds()[kind_index(form)].type is FormBody


def test_files_and_values_with_an_at_sign_come_back():
    fields = (FormField("f", file="/x.png"), FormField("at", "@home"), FormField("b", "c", False))
    body = MultipartBody(fields=fields)
    assert rows_of(body) == (Row("f", "@/x.png"), Row("at", "\\@home"), Row("b", "c", False))
    assert fields_from(rows_of(body), body) == fields


def test_an_ordinary_form_has_no_files():
    assert fields_from((Row("a", "@x"),), FormBody()) == (FormField("a", "@x"),)

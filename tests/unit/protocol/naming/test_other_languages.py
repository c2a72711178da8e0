"""A password is one in every language, with and without the signs of its letters."""

import pytest

from inspector.protocol.naming.other_languages import (
    STEMS_ABROAD,
    STEMS_IN_ASCII,
    is_foreign_password,
)


@pytest.mark.parametrize(
    "name",
    ["Kennwort", "contraseña", "contrasena", "hasło", "haslo", "motDePasse", "mot_de_passe",
     "пароль", "密码", "user[senha]", "пароль".encode().decode("latin-1")],
)  # fmt: skip
def test_its_names(name):
    assert is_foreign_password(name)


@pytest.mark.parametrize("name", ["", "password_type", "senha_count", "parolar", "color", "passe"])
def test_what_only_speaks_of_one_or_is_none(name):
    assert not is_foreign_password(name)


def test_texts_are_searched_for_what_has_letters_of_its_own_and_for_long_words():
    assert "пароль" in STEMS_ABROAD
    assert "kennwort" in STEMS_IN_ASCII
    assert all(len(each) >= 5 for each in STEMS_IN_ASCII)

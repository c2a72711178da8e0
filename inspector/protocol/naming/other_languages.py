"""What a password is called in other languages, with and without the signs of their own letters."""

import unicodedata

from inspector.model.message import readable
from inspector.protocol.naming.words import remembered
from inspector.protocol.patterns import lazy_re, word_set

_SPLIT = lazy_re(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_LETTERS = word_set(
    "kennwort losungswort contraseña contrasenya senha wachtwoord hasło lösenord loesenord passord "
    "adgangskode kodeord salasana parola şifre heslo jelszó geslo lozinka zaporka slaptažodis "
    "parool motdepasse mdp katasandi matkhau пароль паролю парола лозинка κωδικός סיסמה "
    "סיסמא 密码 密碼 口令 パスワード 暗証番号 비밀번호 암호 รหัสผ่าน पासवर्ड رمز"
)
_SEVERAL = ("motdepasse", "palavrapasse", "katasandi", "mậtkhẩu", "كلمةالمرور", "كلمةالسر")
_HARMLESS_ENDS = word_set("type typ tipo länge laenge hint ok count date")
_SHORTEST = 5  # letters of a word that texts are searched for
# Signs that are letters of their own, and not others with a sign.
_PLAIN = {ord("ł"): "l", ord("ı"): "i", ord("ø"): "o", ord("ß"): "ss"}


def _without_signs(text: str) -> str:
    """Return a text in small letters, without the signs above and below them."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_WORDS = frozenset(map(_without_signs, _LETTERS))
_JOINED = tuple(map(_without_signs, _SEVERAL))


@remembered
def is_foreign_password(name: str) -> bool:
    """Whether a name says "password" in another language; recorded bytes are understood."""
    words = [_without_signs(each) for each in _SPLIT.split(readable(name)) if each]
    if not words or words[-1] in _HARMLESS_ENDS:
        return False
    return not _WORDS.isdisjoint(words) or any(each in "".join(words) for each in _JOINED)


def _stems() -> tuple[str, ...]:
    """Return what a text is searched for, as it is written and as its bytes are recorded."""
    written = {form for word in (*_LETTERS, *_SEVERAL) for form in (word, _without_signs(word))}
    written |= {form.capitalize() for form in written} | {form.upper() for form in written}
    recorded = {each.encode().decode("latin-1") for each in written}
    return tuple(sorted({each.lower() for each in written | recorded}))


STEMS_ABROAD = tuple(each for each in _stems() if not each.isascii())
STEMS_IN_ASCII = (
    *(each for each in _stems() if each.isascii() and len(each) >= _SHORTEST),
    "de_passe",
)

"""The colours by name, light and dark."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as `#RRGGBB`; mark_strength: how much of err_line marks bytes."""

    dark: bool
    bg: str
    surface: str
    sunken: str
    raised: str
    hover: str
    border: str
    ctl: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    accent_soft: str
    err: str
    err_fill: str
    err_soft: str
    err_line: str
    warn: str
    warn_fill: str
    warn_soft: str
    warn_line: str
    ok: str
    ok_fill: str
    ok_soft: str
    ok_line: str
    info: str
    info_fill: str
    info_soft: str
    info_line: str
    jwt_header: str
    jwt_header_soft: str
    jwt_payload: str
    jwt_payload_soft: str
    jwt_signature: str
    jwt_signature_soft: str
    mark_strength: float
    on_fill: str = "#FFFFFF"

    @property
    def mark(self) -> str:
        """The ground of highlighted bytes: err_line laid over the band of their line."""
        return blend(self.err_line, self.err_soft, self.mark_strength)

    def colour(self, name: str) -> str:
        """Return a colour by its token's name."""
        return str(getattr(self, name))

    def method(self, method: str) -> str:
        """Return the text colour of a request method."""
        return self.colour(METHOD_TOKENS.get(method.upper(), "text2"))


METHOD_TOKENS = {"GET": "ok", "POST": "info", "PUT": "warn", "PATCH": "warn", "DELETE": "err"}

LIGHT = Tokens(
    dark=False,
    bg="#F3F4F7",
    surface="#FFFFFF",
    sunken="#E9EBF0",
    raised="#FFFFFF",
    hover="#E3E6ED",
    border="#D8DBE3",
    ctl="#7A8191",
    text="#15171C",
    text2="#434855",
    text3="#5F6675",
    accent="#4338CA",
    accent_fill="#4F46E5",
    accent_soft="#ECEBFE",
    err="#B01029",
    err_fill="#C4182F",
    err_soft="#FDEEF0",
    err_line="#EFB4BD",
    warn="#855000",
    warn_fill="#B45F00",
    warn_soft="#FFF4DF",
    warn_line="#EBC98C",
    ok="#036B57",
    ok_fill="#047A63",
    ok_soft="#E2F5F0",
    ok_line="#A3D9CB",
    info="#0A58A6",
    info_fill="#0B63BC",
    info_soft="#E8F2FC",
    info_line="#B0D0EF",
    jwt_header="#B4126A",
    jwt_header_soft="#FCEBF4",
    jwt_payload="#6D28D9",
    jwt_payload_soft="#F2ECFE",
    jwt_signature="#006C85",
    jwt_signature_soft="#E3F4F8",
    mark_strength=0.60,
)

DARK = Tokens(
    dark=True,
    bg="#14161B",
    surface="#1B1E25",
    sunken="#0F1115",
    raised="#242832",
    hover="#2A2F3A",
    border="#313642",
    ctl="#717A8D",
    text="#ECEEF3",
    text2="#B9BFCC",
    text3="#949CAD",
    accent="#ABA8FF",
    accent_fill="#655EEB",
    accent_soft="#2B2A52",
    err="#FF8E98",
    err_fill="#D4354B",
    err_soft="#341B21",
    err_line="#6E2E39",
    warn="#F4BB55",
    warn_fill="#A86400",
    warn_soft="#332610",
    warn_line="#69501F",
    ok="#52D3B0",
    ok_fill="#0B8068",
    ok_soft="#112C27",
    ok_line="#24594D",
    info="#80BBFF",
    info_fill="#2470C4",
    info_soft="#152840",
    info_line="#2B4D77",
    jwt_header="#FF8DC6",
    jwt_header_soft="#3A1C2D",
    jwt_payload="#C6A9FF",
    jwt_payload_soft="#2C2447",
    jwt_signature="#62D6EB",
    jwt_signature_soft="#12303A",
    mark_strength=0.95,
)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green, blue (0…255) of `#RRGGBB`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(over: str, under: str, strength: float) -> str:
    """Return the colour of `over` at that opacity (0…1) laid on `under`."""
    mixed = (
        round(top * strength + low * (1 - strength))
        for top, low in zip(channels(over), channels(under), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)

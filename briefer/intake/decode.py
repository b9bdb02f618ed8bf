"""Bytes to text: UTF-8 or an error that says what the bytes are instead and how to convert them."""

from __future__ import annotations

import re

from briefer.errors import SourceError

BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32LE",
    b"\x00\x00\xfe\xff": "UTF-32BE",
    b"\xff\xfe": "UTF-16LE",
    b"\xfe\xff": "UTF-16BE",
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_ZIPPED = ((b"word/", "a Word document (.docx)"), (b"opendocument", "an OpenDocument file"), (b"epub", "an EPUB"))
_LIKELY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "mac_roman"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4096
_TELLING = 16
"""Bytes from which a pattern of NULs tells of UTF-16."""
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")


def decode(data: bytes, where: str) -> str:
    """`data` as UTF-8 text: a BOM dropped, CRLF and lone CR as LF, nothing else changed.

    This is what `open(path, encoding="utf-8-sig").read()` gives. Raises `SourceError` for bytes that are something else.
    """
    refuse_binary(data, where)
    start = len(BOM) if data.startswith(BOM) else 0
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise _misencoded(data, start + error.start, where) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_markup(data: bytes, where: str, charset: str | None = None) -> str:
    """`data` as the text of a page: by its BOM, the `charset` of its header, its own declaration, else as it seems to be.

    Pages declare their encoding wrongly so often that bytes which do not fit are replaced, not refused.
    """
    for bom, name in _WIDE_BOMS.items():
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    refuse_binary(data, where)
    data = data.removeprefix(BOM)
    declared = _META.search(data, 0, _HEAD) or _XML.search(data, 0, _HEAD)
    for label in (charset, declared[1].decode("ascii") if declared else None, "utf-8"):
        try:
            if label and "16" not in label:
                return data.decode(_as_browsers_do(label))
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode(_guess(data) or "utf-8", "replace")


def refuse_binary(data: bytes, where: str) -> None:
    """Raise `SourceError` where `data` is empty, or is no text in an encoding that ASCII is part of."""
    if not data:
        raise SourceError(f"{where}: empty", hint="there is nothing to brief")
    if kind := _kind(data):
        raise SourceError(f"{where}: {kind}, not text", hint="convert it to text first")
    if wide := _wide(data):
        raise SourceError(f"{where}: {wide}, not UTF-8", hint=f"convert it with iconv -f {wide} -t UTF-8")
    if (at := data.find(0)) >= 0:
        raise SourceError(f"{where}: binary (a NUL at byte {at})", hint="an article is a text, Markdown or HTML file")


def is_html(text: str) -> bool:
    """Whether `text` begins as an HTML page does."""
    return _HTML.match(text[:_HEAD]) is not None


def _kind(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in data[: 1 << 16]), "a ZIP archive")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _wide(data: bytes) -> str | None:
    for bom, name in _WIDE_BOMS.items():
        if data.startswith(bom):
            return name[:-2]
    if len(data) < _TELLING:
        return None
    even, odd = data[:_HEAD:2], data[1:_HEAD:2]
    if odd.count(0) > 0.4 * len(odd) and not even.count(0):
        return "UTF-16LE"
    return "UTF-16BE" if even.count(0) > 0.4 * len(even) and not odd.count(0) else None


def _misencoded(data: bytes, at: int, where: str) -> SourceError:
    what = f"{where}: not UTF-8 (byte {at} is 0x{data[at]:02X})"
    controls = sum(byte in _CONTROLS for byte in data[:_HEAD])
    if controls > 0.05 * min(len(data), _HEAD):
        return SourceError(f"{where}: binary, not text", hint="an article is a text, Markdown or HTML file")
    name = _guess(data)
    hint = f"it may be {name}: convert it with iconv -f {name} -t UTF-8" if name else "save it as UTF-8"
    return SourceError(what, hint=hint)


def _guess(data: bytes) -> str | None:
    """The likeliest encoding of `data`, which is not UTF-8, under the name that iconv knows."""
    import charset_normalizer  # late: only what is wrongly encoded needs it

    matches = list(charset_normalizer.from_bytes(data[:50_000], cp_isolation=list(_LIKELY)))
    first = matches[0] if matches else None
    level = {
        name
        for match in matches
        if first and (match.chaos, match.coherence) == (first.chaos, first.coherence)
        for name in match.could_be_from_charset
    }
    name = next((name for name in _LIKELY if name in level), None)  # equally likely: the commonest
    return name.upper().replace("_", "-") if name else None


def _as_browsers_do(name: str) -> str:
    """Pages that say Latin-1 or ASCII mean Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels."""
    return "cp1252" if name.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name

"""Says what a file is by its first bytes: its name may say anything."""

OTHER = "application/octet-stream"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
    (b"RIFF", "application/x-riff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f")
_LONGEST_CHARACTER = 4


def media_type(head: bytes) -> str:
    """Return the media type of a file by its first bytes."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return "text/plain" if _is_text(head) else OTHER


def _is_text(head: bytes) -> bool:
    """Say whether it reads as UTF-8 without controls; the last character may be cut off."""
    for cut in range(_LONGEST_CHARACTER):
        try:
            text = head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char in _TEXT_CONTROLS for char in text)
    return False

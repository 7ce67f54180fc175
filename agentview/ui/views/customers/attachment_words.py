"""The words of files: how large, what by their content."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.attachments import Attachment
from agentview.ui.kit.local_format import fraction_text

_KILO = 1024


def size_word(size: int) -> str:
    """A size as people read it, such as 12 KB or 3.4 MB."""
    if size < _KILO:
        return f"{size}\u00a0B"
    if size < _KILO**2:
        return f"{fraction_text(size / _KILO, 0)}\u00a0KB"
    return f"{fraction_text(size / _KILO**2, 1)}\u00a0MB"


def type_word(media_type: str) -> str:
    """What a file is by its content; its name may say anything."""
    translate = QCoreApplication.translate
    known = {
        "application/pdf": translate("Attachment", "PDF document"),
        "image/png": translate("Attachment", "Picture (PNG)"),
        "image/jpeg": translate("Attachment", "Picture (JPEG)"),
        "image/gif": translate("Attachment", "Picture (GIF)"),
        "image/tiff": translate("Attachment", "Picture (TIFF)"),
        "application/zip": translate("Attachment", "Packed file or Office document"),
        "application/x-ole-storage": translate("Attachment", "Office document (old)"),
        "application/rtf": translate("Attachment", "Text document (RTF)"),
        "text/plain": translate("Attachment", "Text"),
        "application/x-msdownload": translate("Attachment", "Program for Windows: take care"),
        "application/x-executable": translate("Attachment", "Program: take care"),
        "text/x-script": translate("Attachment", "Script: take care"),
    }
    return known.get(media_type, translate("Attachment", "Unknown kind of file"))


def file_line(file: Attachment) -> str:
    """Size and kind of a file."""
    return f"{size_word(file.size)}  \u00b7  {type_word(file.media_type)}"

"""Draws the program's icon in all sizes, for the menus of Linux and as one file for Windows."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.place import ROOT

SOURCE = ROOT / "packaging" / "icon" / "agentview.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_LARGEST_OF_WINDOWS = 256


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """Return the icon as a PNG file with an edge of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs take the format for bytes
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon of PNG files by their edge: a head, a line for each, then the files."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    lines = b""
    for size, picture in pictures.items():
        # An edge of 256 is written as 0.
        edge = size % 256
        lines += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + lines + b"".join(pictures.values())


def draw(folder: Path) -> None:
    """Write `agentview.ico`, `agentview.svg`, and a PNG file for each size."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    pictures = {size: png(renderer, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "agentview.ico").write_bytes(
        ico({size: pictures[size] for size in SIZES if size <= _LARGEST_OF_WINDOWS})
    )
    (folder / "agentview.svg").write_bytes(SOURCE.read_bytes())
    del application


if __name__ == "__main__":
    draw(Path(sys.argv[1]))

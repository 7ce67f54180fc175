"""Tries the installer for Windows under Wine, with a program that stands in.

`python -m tools.packages.windows_check` as root on Debian. What Wine cannot show: the question for an
administrator's password, warnings about unsigned programs, and the real Explorer.
"""

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgRenderer

from tools import system
from tools.clean_root import made_root
from tools.packages import icons, setup
from tools.packages.screen import hidden_display, wait_for, xdotool
from tools.packages.windows import GERMAN, Keys, Windows, changes, expect, prepare
from tools.place import ROOT
from tools.progress import Trouble, say, step, use_utf8

_TOOLS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
}
_FOLDER = ROOT / "build" / "package" / "windows"
_STAND_IN = ROOT / "packaging" / "windows" / "stand_in.c"
_OLD, _NEW = "1.2.3", "1.3.0"
_SETUP = r"C:\agentview-{}-setup.exe"
_EXE = "agentview.exe"
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\AgentView"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_POLICY = r"HKLM\Software\Policies\AgentView"
_CALLED, _HELD = r"C:\agentview-called.txt", r"C:\agentview-held.txt"
_MACHINE = r"C:\Program Files\AgentView"
_PERSON = r"C:\users\root\AppData\Local\Programs\AgentView"
_SETTINGS = r"C:\users\root\AppData\Local\agentview\settings.toml"
_URL = "https://agentview.example:8443/path"
_MENUS = {
    "HKLM": r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\AgentView.lnk",
    "HKCU": r"C:\users\root\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\AgentView.lnk",
}
_DONE, _CANCELLED, _SWITCH, _NEWER, _IN_USE = 0, 1, 2, 3, 4
_PATIENCE = 120.0


def run() -> None:
    """Try the installer in a clean root. Raises Trouble where anything is not as documented."""
    ensure_tools()
    with made_root(_FOLDER) as root, hidden_display() as display:
        prepare(root)
        windows = Windows(root, display)
        windows.begin()
        say(f"{windows.version()} plays Windows.")
        try_all(windows, display)
    say("The installer does what docs/packaging.md says.")


def ensure_tools() -> None:
    """Install what the check needs of Debian. Raises Trouble."""
    if lacking := [package for program, package in _TOOLS.items() if shutil.which(program) is None]:
        system.install(lacking)


def try_all(windows: Windows, display: str) -> None:
    """Try everything that docs/packaging.md promises, in a Windows without AgentView. Raises Trouble."""
    with step("Making installers of two versions"):
        for version in (_OLD, _NEW):
            _make_setup(windows, version)
    for text, attempt in (
        ("Switches that make no sense", _switches),
        ("For the machine", _machine),
        ("For one person", _person),
        ("A folder of one's own", _own_folder),
        ("While it runs", _while_it_runs),
        ("Upgrade, and back", _upgrade),
    ):
        with step(text), _all_taken_back(windows):
            attempt(windows)
    for language, title in (
        ("C.UTF-8", f"AgentView {_OLD} Setup"),
        (GERMAN, f"Installation von AgentView {_OLD}"),
    ):
        with step(f"In a window, {language}"), _all_taken_back(windows):
            _by_keyboard(windows, display, language, title)


def _make_setup(windows: Windows, version: str) -> None:
    """Put a set-up on the drive; each version has a file of its own beside those that all have."""
    folder = _FOLDER / version
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "program"
    (program / "_internal").mkdir(parents=True)
    (program / "parts").mkdir()
    compiler = ["x86_64-w64-mingw32-gcc", "-Wall", "-Wextra", "-Werror", "-mwindows", str(_STAND_IN), "-o"]
    subprocess.run([*compiler, str(program / _EXE)], check=True)
    shutil.copyfile(program / _EXE, program / "agentview-console.exe")
    (program / "_internal" / f"library-{version}.dll").write_bytes(b"\0" * 300_000)
    (program / "parts" / "licences.txt").write_text(version, encoding="utf-8")
    icon = folder / "agentview.ico"
    app = QGuiApplication.instance() or QGuiApplication(["check", "-platform", "offscreen"])
    icon.write_bytes(icons.ico({16: icons.png(QSvgRenderer(str(icons.SOURCE)), 16)}))
    del app
    made = folder / f"agentview-{version}-setup.exe"
    setup.make(program, icon, version, made)
    shutil.copyfile(made, windows.path(_SETUP.format(version)))


@contextmanager
def _all_taken_back(windows: Windows) -> Iterator[None]:
    """See that what is installed and removed within leaves neither a key nor a file."""
    keys, files = windows.keys(), _files(windows)
    yield
    expect("keys that are left, or gone, after the removal", changes(keys, windows.keys()), [])
    expect("files that are left, or gone, after the removal", sorted(files ^ _files(windows)), [])


def _files(windows: Windows) -> set[str]:
    passing = ("windows/temp/", "users/root/Temp/", "users/root/AppData/Local/Temp/")
    return {name for name in windows.files() if not name.startswith(passing)}


def _install(windows: Windows, version: str, arguments: str, code: int = _DONE) -> None:
    found = windows.run(_SETUP.format(version), arguments)
    expect(f"the exit code of {version} {arguments}", found, code)


def _uninstall(windows: Windows, folder: str, switches: str = "/S", code: int = _DONE) -> None:
    """Remove the program; told where it lies, the uninstaller does not leave for a copy of itself."""
    found = windows.run(rf"{folder}\uninstall.exe", f"{switches} _?={folder}")
    expect(f"the exit code of uninstall.exe {switches}", found, code)
    if code == _DONE:
        _clear(windows, folder)


def _clear(windows: Windows, folder: str) -> None:
    """Take away what an uninstaller that is told where it lies leaves: on Windows itself; nothing else."""
    windows.path(rf"{folder}\uninstall.exe").unlink(missing_ok=True)
    if windows.path(folder).exists():
        windows.path(folder).rmdir()


def _uninstall_as_people_do(windows: Windows, command: str) -> None:
    """Remove the program with the command that is registered, which leaves at once and works on as a copy."""
    program, _, switches = command.removeprefix('"').partition('" ')
    expect("the exit code of the registered command", windows.run(program, switches), _DONE)
    windows.settle()


def _switches(windows: Windows) -> None:
    for arguments in (
        "/S /SERVERURL=ftp://agentview.example",
        "/S /SERVERURL=agentview.example",
        "/S /AUTOSTART=2",
        "/S /AUTOSTART=yes",
        r"/S /SERVERURL=https://agentview.example/\path",
    ):
        _install(windows, _OLD, arguments, _SWITCH)


def _machine(windows: Windows) -> None:
    _install(windows, _OLD, f"/S /AllUsers /SERVERURL={_URL} /AUTOSTART=1")
    keys = windows.keys()
    _see_installed(windows, keys, "HKLM", _MACHINE, _OLD)
    expect("the policy", keys.get(_POLICY), {"server_url": _URL})
    expect("the start with Windows", _value(keys, rf"HKLM\{_RUN}", "AgentView"), rf'"{_MACHINE}\{_EXE}"')
    expect("settings of a person", windows.path(_SETTINGS).exists(), wanted=False)
    for scheme in ("agentview:order/7", "agentview:customer/Zo%C3%AB"):
        _see_link(windows, _MACHINE, scheme)
    _uninstall_as_people_do(windows, keys[rf"HKLM\{_UNINSTALL}"]["QuietUninstallString"])


def _person(windows: Windows) -> None:
    _install(windows, _OLD, f"/S /CurrentUser /SERVERURL={_URL}")
    keys = windows.keys()
    _see_installed(windows, keys, "HKCU", _PERSON, _OLD)
    settings = windows.path(_SETTINGS)
    expect("the person's settings", settings.read_bytes(), f'server_url = "{_URL}"\r\n'.encode())
    expect("a policy for one person", keys.get(_POLICY), None)
    own = b'language = "de"\r\n'
    settings.write_bytes(own)
    _install(windows, _OLD, "/S /CurrentUser /SERVERURL=http://other.example")
    expect("settings that were there", settings.read_bytes(), own)
    # Without a switch an administrator means the machine; this one lies in a person's folder.
    _uninstall_as_people_do(windows, rf'"{_PERSON}\uninstall.exe" /S')
    expect("settings after the removal", settings.read_bytes(), own)
    shutil.rmtree(settings.parent)


def _own_folder(windows: Windows) -> None:
    folder = r"C:\Own programs\Agent View"
    others = windows.path(rf"{folder}\parts\others.txt")
    others.parent.mkdir(parents=True)
    others.write_text("somebody's", encoding="utf-8")
    _install(windows, _OLD, f"/S /AllUsers /D={folder}")
    _see_installed(windows, windows.keys(), "HKLM", folder, _OLD)
    expect("somebody's file in the folder", others.exists(), wanted=True)
    _install(windows, _NEW, "/S /AllUsers")
    keys = windows.keys()
    _see_installed(windows, keys, "HKLM", folder, _NEW)
    _uninstall_as_people_do(windows, keys[rf"HKLM\{_UNINSTALL}"]["QuietUninstallString"])
    shutil.rmtree(windows.path(folder).parent, ignore_errors=True)


def _while_it_runs(windows: Windows) -> None:
    _install(windows, _OLD, "/S /AllUsers")
    windows.path(_HELD).touch()
    program = windows.start(rf"{_MACHINE}\{_EXE}")
    wait_for("the program that runs", windows.path(_CALLED).exists)
    _install(windows, _NEW, "/S /AllUsers", _IN_USE)
    _uninstall(windows, _MACHINE, code=_IN_USE)
    windows.path(_HELD).unlink()
    program.wait(timeout=_PATIENCE)
    keys = windows.keys()
    _see_installed(windows, keys, "HKLM", _MACHINE, _OLD)
    windows.path(_CALLED).unlink()
    _uninstall(windows, _MACHINE)


def _upgrade(windows: Windows) -> None:
    data = windows.path(r"C:\users\root\AppData\Local\agentview\agentview.db")
    data.parent.mkdir(parents=True)
    data.write_bytes(b"what people did")
    _install(windows, _OLD, "/S /AllUsers /AUTOSTART=1")
    _install(windows, _NEW, "/S /AllUsers")
    keys = windows.keys()
    _see_installed(windows, keys, "HKLM", _MACHINE, _NEW)
    expect("the start with Windows", _value(keys, rf"HKLM\{_RUN}", "AgentView"), rf'"{_MACHINE}\{_EXE}"')
    _install(windows, _OLD, "/S /AllUsers", _NEWER)
    expect("keys that a refused version changed", changes(keys, windows.keys()), [])
    _see_installed(windows, keys, "HKLM", _MACHINE, _NEW)
    _install(windows, _NEW, "/S /AllUsers /AUTOSTART=0")
    expect("the start with Windows", _value(windows.keys(), rf"HKLM\{_RUN}", "AgentView"), None)
    _uninstall(windows, _MACHINE)
    expect("what people did", data.read_bytes(), b"what people did")
    shutil.rmtree(data.parent)


def _by_keyboard(windows: Windows, display: str, language: str, title: str) -> None:
    """Go through all pages with keys alone, after having cancelled once; remove it in a window too."""
    cancelled = windows.start(_SETUP.format(_OLD), "/CurrentUser", language)
    wait_for(f"a window {title!r}", lambda: _windows_named(display, title))
    wait_for("the question whether to cancel", lambda: _ask_to_cancel(display, title))
    _picture(display, f"{language}-cancel")
    xdotool(display, "key", "Return")
    expect("the exit code when cancelled", cancelled.wait(timeout=_PATIENCE), _CANCELLED)
    forwards = windows.start(_SETUP.format(_OLD), "/CurrentUser", language)
    wait_for(f"a window {title!r}", lambda: _windows_named(display, title))
    _press_through(display, forwards, f"{language}-setup")
    expect("the exit code of the pages", forwards.returncode, _DONE)
    called = windows.path(_CALLED)
    wait_for("the program that the last page starts", called.exists)
    _see_installed(windows, windows.keys(), "HKCU", _PERSON, _OLD)
    called.unlink()
    backwards = windows.start(rf"{_PERSON}\uninstall.exe", f"/CurrentUser _?={_PERSON}", language)
    wait_for("the window of the removal", lambda: _windows_named(display, f".*AgentView {_OLD}"))
    _press_through(display, backwards, f"{language}-removal")
    expect("the exit code of the removal", backwards.returncode, _DONE)
    _clear(windows, _PERSON)


def _windows_named(display: str, title: str) -> list[str]:
    return xdotool(display, "search", "--onlyvisible", "--name", f"^{title}").split()


def _ask_to_cancel(display: str, title: str) -> bool:
    """Press Escape unless the question is there; it is a second window of the same title."""
    is_asked = len(_windows_named(display, title)) > 1
    if not is_asked:
        xdotool(display, "key", "Escape")
    return is_asked


def _press_through(display: str, program: subprocess.Popen[bytes], name: str) -> None:
    """Press Enter, which each page takes for its way on, until the program ends; keep pictures."""
    pressed = itertools.count(1)

    def press() -> bool:
        _picture(display, f"{name}-{next(pressed)}")
        xdotool(display, "key", "Return")
        return program.poll() is not None

    wait_for("the end of the pages", press)


def _picture(display: str, name: str) -> None:
    if shutil.which("import"):
        picture = _FOLDER / f"{name}.png"
        subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=False)


def _see_installed(windows: Windows, keys: Keys, hive: str, folder: str, version: str) -> None:
    """See that keys, menu entry and files are those of one version, and there for nobody else."""
    files = {path.relative_to(windows.path(folder)).as_posix() for path in windows.path(folder).rglob("*")}
    wanted = {_EXE, "agentview-console.exe", "LICENSE.txt", "uninstall.exe", "_internal", "parts"}
    wanted |= {f"_internal/library-{version}.dll", "parts/licences.txt"}
    expect("files of the program", sorted(files - {"parts/others.txt"}), sorted(wanted))
    other = {"HKLM": "HKCU", "HKCU": "HKLM"}[hive]
    expect("an entry for others", keys.get(rf"{other}\{_UNINSTALL}"), None)
    for place, is_there in ((hive, True), (other, False)):
        expect(f"the menu entry of {place}", windows.path(_MENUS[place]).exists(), is_there)
    entry = dict(keys[rf"{hive}\{_UNINSTALL}"])
    entry.pop("ServerUrl", None)
    size = int(entry.pop("EstimatedSize").removeprefix("dword:"), 16)
    real = sum(path.stat().st_size for path in windows.path(folder).rglob("*") if path.is_file()) // 1024
    expect(f"the size, {size} KB for {real}", abs(size - real) <= 16, wanted=True)  # noqa: PLR2004 - roundings
    mode = {"HKLM": "AllUsers", "HKCU": "CurrentUser"}[hive]
    command = rf'"{folder}\uninstall.exe"'
    expect("the entry under installed programs", entry, {
        "DisplayName": "AgentView", "DisplayVersion": version, "Publisher": "AgentView",
        "DisplayIcon": rf"{folder}\{_EXE}", "InstallLocation": folder,
        "UninstallString": f"{command} /{mode}", "QuietUninstallString": f"{command} /S /{mode}",
        "NoModify": "dword:00000001", "NoRepair": "dword:00000001",
    })  # fmt: skip
    classes, opened = rf"{hive}\Software\Classes", rf'"{folder}\{_EXE}" "%1"'
    for name in ("agentview", "AgentView.tel"):
        expect(f"the command of {name}", _value(keys, rf"{classes}\{name}\shell\open\command", ""), opened)
        expect(f"{name} as a link", _value(keys, rf"{classes}\{name}", "URL Protocol"), "")
    expect("tel: taken from others", rf"{classes}\tel" in keys, wanted=False)
    offered = rf"{hive}\Software\AgentView\Capabilities\URLAssociations"
    expect("links that are offered", keys.get(offered), {"agentview": "agentview", "tel": "AgentView.tel"})
    registered = _value(keys, rf"{hive}\Software\RegisteredApplications", "AgentView")
    expect("the program under Default apps", registered, r"Software\AgentView\Capabilities")


def _value(keys: Keys, key: str, name: str) -> str | None:
    return keys.get(key, {}).get(name)


def _see_link(windows: Windows, folder: str, link: str) -> None:
    """Open a link as any program does; the stand-in writes down what it was given."""
    called = windows.path(_CALLED)
    expect(f"the exit code of opening {link}", windows.run("start", link), _DONE)
    wait_for("the program that a link opens", called.exists)
    windows.settle()
    expect("what a link hands over", called.read_text(encoding="utf-8"), f'"{folder}\\{_EXE}" "{link}"\n')
    called.unlink()


if __name__ == "__main__":
    use_utf8()
    try:
        run()
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")

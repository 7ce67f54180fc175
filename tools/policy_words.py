"""What an administrator of Windows reads in the policy editor, in each language of it."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a policy is called, and what it does."""

    name: str
    help: str


COMPANY = {
    "en-US": Words("AgentView", "Settings of the AgentView desktop"),
    "de-DE": Words("AgentView", "Einstellungen des AgentView-Desktops"),
}
SUPPORTED = {
    "en-US": "AgentView on Windows 10 or newer",
    "de-DE": "AgentView unter Windows 10 oder neuer",
}
FIXED = {
    "en-US": "Enabled: people see it greyed and cannot change it."
    " Not configured or disabled: each person decides.",
    "de-DE": "Aktiviert: Benutzer sehen den Wert ausgegraut und können ihn nicht ändern."
    " Nicht konfiguriert oder deaktiviert: Jeder entscheidet selbst.",
}
# Setting -> language -> words; settings of the server are not in the template.
POLICIES = {
    "server_url": {
        "en-US": Words(
            "Server", "The server that the desktop works on, such as https://agentview.example:8750."
        ),
        "de-DE": Words(
            "Server", "Der Server, auf dem der Desktop arbeitet, etwa https://agentview.example:8750."
        ),
    },
    "place": {
        "en-US": Words(
            "Where the desktop works", "On a server, on an own database, or on the demo operator's data."
        ),
        "de-DE": Words(
            "Wo der Desktop arbeitet",
            "Auf einem Server, auf einer eigenen Datenbank oder mit den Daten des Demo-Betreibers.",
        ),
    },
    "proxy": {
        "en-US": Words(
            "Way to the server", "Through the proxy that Windows names, through none, or through one."
        ),
        "de-DE": Words(
            "Weg zum Server", "Über den Proxy, den Windows nennt, über keinen oder über einen bestimmten."
        ),
    },
    "proxy_url": {
        "en-US": Words(
            "Address of the proxy", "Such as http://proxy.example:3128; it counts where the way is this one."
        ),
        "de-DE": Words(
            "Adresse des Proxys",
            "Etwa http://proxy.example:3128; sie gilt, wenn der Weg über einen bestimmten Proxy führt.",
        ),
    },
    "certificate_authority": {
        "en-US": Words(
            "Certificate authority file",
            "A file (PEM) with certificates of authorities that are trusted beside those of Windows.",
        ),
        "de-DE": Words(
            "Datei der Zertifizierungsstelle",
            "Eine Datei (PEM) mit Zertifikaten von Stellen, denen neben denen von Windows vertraut wird.",
        ),
    },
    "call_hook_port": {
        "en-US": Words(
            "Port for the telephone system", "Where a telephone system on this computer tells who calls."
        ),
        "de-DE": Words(
            "Port für die Telefonanlage", "Wo eine Telefonanlage auf diesem Computer mitteilt, wer anruft."
        ),
    },
    "log_level": {
        "en-US": Words("Lines of the log", "The least important lines that are still written."),
        "de-DE": Words("Zeilen des Protokolls", "Die unwichtigsten Zeilen, die noch geschrieben werden."),
    },
    "log_folder": {
        "en-US": Words("Folder of the log", "Where log files lie; else in the folder of the person."),
        "de-DE": Words("Ordner des Protokolls", "Wo Protokolldateien liegen; sonst im Ordner des Benutzers."),
    },
}
CHOICES = {
    ("place", "demo"): {"en-US": "Demo operator", "de-DE": "Demo-Betreiber"},
    ("place", "own"): {"en-US": "Own database", "de-DE": "Eigene Datenbank"},
    ("place", "server"): {"en-US": "Server", "de-DE": "Server"},
    ("proxy", "system"): {"en-US": "As Windows says", "de-DE": "Wie Windows es vorgibt"},
    ("proxy", "none"): {"en-US": "No proxy", "de-DE": "Kein Proxy"},
    ("proxy", "manual"): {"en-US": "This proxy", "de-DE": "Bestimmter Proxy"},
    ("log_level", "DEBUG"): {"en-US": "Everything", "de-DE": "Alles"},
    ("log_level", "INFO"): {"en-US": "What happens", "de-DE": "Was geschieht"},
    ("log_level", "WARNING"): {"en-US": "Warnings", "de-DE": "Warnungen"},
    ("log_level", "ERROR"): {"en-US": "Errors", "de-DE": "Fehler"},
}

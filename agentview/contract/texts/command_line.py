"""Texts of the codes of the command line and of import files."""

from agentview.contract.texts.text import Text

_NOTHING_IMPORTED = "Nothing was imported."
_ASK_SENDER = "Ask the sender for the file again."

TEXTS = {
    "E-BACKUP-EXISTS": Text(
        "There is a file {file} already.", "It was left as it is; no backup was made.", "Name another file."
    ),
    "E-BACKUP-FAILED": Text(
        "{program} gave up: {reason}.",
        "No backup was made, and no database was changed.",
        "Mend what it says, then do it again.",
    ),
    "E-BACKUP-FILE": Text(
        "{file} is no backup of AgentView, or it is not whole.",
        "Nothing was restored.",
        "Check its name, or take another backup.",
    ),
    "E-BACKUP-KIND": Text(
        "This is a backup of a {found} database; the one named is of the kind {wanted}.",
        "Nothing was restored.",
        "Name a database of the same kind.",
    ),
    "E-BACKUP-NEWER": Text(
        "The backup was made by the newer version {version}.",
        "Nothing was restored.",
        "Install that version, then restore it.",
    ),
    "E-BACKUP-NOTHING": Text(
        "The database is empty.", "No backup was made.", "Check the name of the database."
    ),
    "E-BACKUP-PLACE": Text(
        "{file} cannot be written.",
        "Nothing was changed.",
        "Check the folder, and whether you may write there.",
    ),
    "E-BACKUP-PROGRAM": Text(
        "The program {program} is not on this computer.",
        "Nothing was done.",
        "Install the client programs of PostgreSQL, of the server's version or newer.",
    ),
    "E-DATABASE-IN-USE": Text(
        "The database has a provider already.", "Nothing was changed.", "Name another database."
    ),
    "E-DATABASE-NEWER": Text(
        "A newer version of AgentView has changed the tables of this database.",
        "Nothing was changed.",
        "Install that version here too.",
    ),
    "E-DATABASE-URL": Text(
        "This names no database that AgentView works on.",
        "Nothing was changed.",
        "Name it as sqlite:///file or postgresql+psycopg://user@host/name.",
    ),
    "E-FILE-CHANGED": Text(
        "The file was changed while it was being read, after entry {position}.",
        "The entries before are in; running the import again changes nothing twice.",
        "Wait until the file is complete, then run the import again.",
    ),
    "E-FILE-DEPTH": Text(
        "Order {position} is nested more than {most} levels deep.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-EMPTY": Text("{file} is empty.", _NOTHING_IMPORTED, _ASK_SENDER),
    "E-FILE-ENCODING": Text(
        "The file is not UTF-8: at byte {byte} it turns out to be {encoding}.",
        _NOTHING_IMPORTED,
        "Save it as UTF-8, or ask the sender to.",
    ),
    "E-FILE-JSON": Text(
        "The file is no JSON: near order {position}, {kind}.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-LARGE": Text(
        "{file} is larger than {megabytes} MB.", "It was not read.", "Split it into smaller files."
    ),
    "E-FILE-NUMBER": Text(
        "Order {position} holds a number that is too long.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-OPEN": Text(
        "{file} cannot be read.", _NOTHING_IMPORTED, "Check its name, and whether you may read it."
    ),
    "E-FILE-SHAPE": Text(
        "The file holds neither an order nor a list of orders.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-SURROGATE": Text(
        "Order {position} holds half a character, which no system could store.",
        _NOTHING_IMPORTED,
        _ASK_SENDER,
    ),
    "E-NAME-TWICE": Text(
        'The name "{name}" stands twice in one object, so it is not clear which one counts.',
        "The order was not taken in.",
        "Leave one of them out and send the order again.",
    ),
    "E-NO-DATABASE": Text(
        "There is no database at {file}.",
        "None was made.",
        "Check the name, or make one with `agentview db init`.",
    ),
    "E-NO-DESKTOP": Text(
        "The desktop is not installed here.", "", "Install PySide6-Essentials, or use a command."
    ),
    "E-NO-KEY-RING": Text(
        "This computer has no key ring that could keep the session.",
        "Nothing was kept.",
        "Name yourself with --as at each command; it asks for the password.",
    ),
    "E-NO-PROVIDER": Text(
        "There is no provider {provider}, or more than one to choose from.",
        "Nothing was changed.",
        "Name its code with --provider.",
    ),
    "E-NO-USER": Text("There is nobody called {username}.", "Nothing was changed.", "Check the name."),
    "E-ONE-PROCESS": Text(
        "A SQLite database is served by one process, not by {processes}.",
        "The server was not started.",
        "Leave the number of processes out, or use PostgreSQL.",
    ),
    "E-ORDER-SHAPE": Text(
        "This entry of the list is no order.", "It was not taken in.", "Send objects of type ProductOrder."
    ),
    "E-ORDER-SIZE": Text(
        "Order {position} is larger than {megabytes} MB.", _NOTHING_IMPORTED, "Split it into several orders."
    ),
    "E-OTHERS-WORK": Text(
        "Programs of an older version work on this database, and its tables would change under them.",
        "Nothing was changed; they go on.",
        "Stop all servers, workers and desktops that use it, then start this version again.",
    ),
    "E-PASSWORD": Text(
        "The password is shorter than {least} characters, or endless.",
        "Nothing was changed.",
        "Choose a longer one; a sentence is good.",
    ),
    "E-PORT": Text(
        "Port {port} cannot be listened on.",
        "The server was not started.",
        "Choose another port, or stop what uses this one.",
    ),
    "E-REPORT-FILE": Text(
        "The report {file} cannot be written.", _NOTHING_IMPORTED, "Choose another place for it."
    ),
    "E-RESTORE-DIFFERS": Text(
        "{place} does not hold what the backup counted when it was made.",
        "The backup is unchanged.",
        "Do not use this database; remove it, and restore again or take another backup.",
    ),
    "E-RESTORE-NOT-EMPTY": Text(
        "There is something in {place} already.",
        "It was left as it is; nothing was restored.",
        "Name a new database.",
    ),
    "E-ROLE-VIEWER": Text(
        "A VIEWER sees one account, and nobody else is limited to one.",
        "Nothing was changed.",
        "Name the account with --account, or another role.",
    ),
    "E-SETTING": Text("The {setting} is not one that exists.", "Nothing was changed.", "Correct it."),
    "E-USER-EXISTS": Text(
        "There is somebody called {username} already.", "Nothing was changed.", "Choose another name."
    ),
    "E-USERNAME": Text(
        "{username} cannot be a username.",
        "Nothing was changed.",
        "Use up to 80 letters, digits, dots, hyphens, underscores or @.",
    ),
}

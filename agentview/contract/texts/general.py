"""Texts of codes that any call may end with: signing in, connection, requests, versions."""

from agentview.contract.texts.text import Text

_NOTHING_CHANGED = "Nothing was changed."

TEXTS = {
    "E-BODY-SIZE": Text(
        "The request is larger than 1 MB.", _NOTHING_CHANGED, "Send less at once; import large files."
    ),
    "E-BUG": Text(
        "Something went wrong inside AgentView.",
        "What was saved before is safe.",
        "Try again; if it happens again, send the details to support.",
    ),
    "E-CERTIFICATE": Text(
        "The server could not prove who it is: its certificate is not trusted here.",
        "Nothing was sent.",
        "Check the address, or ask your administrator to install the company's certificate.",
    ),
    "E-CREDENTIALS": Text("The name or the password is wrong.", "", "Check both and try again."),
    "E-CURSOR": Text("The place in the list is not known.", "", "Read the list again from its start."),
    "E-DATABASE": Text(
        "The database does not answer.", "What was saved before is safe.", "Try again in a moment."
    ),
    "E-DUPLICATE": Text(
        "The same record was made by somebody else at this moment.",
        _NOTHING_CHANGED,
        "Look at what is there now, and try again if it is still needed.",
    ),
    "E-FIELD": Text("{field} {kind}.", _NOTHING_CHANGED, "Correct the value and send it again."),
    "E-HTTP": Text("The server refused the request.", _NOTHING_CHANGED, "Check the address."),
    "E-JSON": Text(
        "The text is no JSON that can be stored ({kind}).",
        _NOTHING_CHANGED,
        "Correct it and send it again.",
    ),
    "E-JSON-DEPTH": Text(
        "The JSON is nested more than {most} levels deep.", _NOTHING_CHANGED, "Send it in a flatter form."
    ),
    "E-KEY-INVALID": Text(
        "The idempotency key has a form that is not accepted.",
        _NOTHING_CHANGED,
        "Use up to 100 letters, digits and hyphens.",
    ),
    "E-KEY-MISSING": Text(
        "The command carries no idempotency key.",
        _NOTHING_CHANGED,
        "Send a key of your own with each command, the same when it is repeated.",
    ),
    "E-KEY-REUSED": Text(
        "The idempotency key was used for another command before.",
        _NOTHING_CHANGED,
        "Send a new key.",
    ),
    "E-METHOD": Text("The server does not take this kind of request here.", _NOTHING_CHANGED),
    "E-METRICS": Text(
        "The server's numbers are shown to its own computer, or to whoever has the token for them.",
        "Nothing was shown.",
        "Ask from the server itself, or set AGENTVIEW_METRICS_TOKEN there and send it.",
    ),
    "E-NOT-AGENTVIEW": Text(
        "What answers at this address is not AgentView (status {status}).",
        "Nothing was changed that you could see.",
        "Check the address, and whether a proxy stands between.",
    ),
    "E-NOT-FOUND": Text(
        "There is no such record, or you may not see it.", "", "Check the number, or search for it."
    ),
    "E-PATH": Text("There is nothing at this address.", "", "Check the address."),
    "E-POWER": Text(
        "You may not do this: it takes the power {power}.",
        _NOTHING_CHANGED,
        "Ask a supervisor, or somebody who has it.",
    ),
    "E-SERVER": Text(
        "The server does not answer.",
        "What was saved before is safe.",
        "Check the network; AgentView tries again by itself.",
    ),
    "E-SESSION-ENDED": Text("Your session has ended.", "What you typed is kept.", "Sign in again to go on."),
    "E-SIGN-IN": Text("Nobody is signed in.", "", "Sign in first."),
    "E-STALE": Text(
        "Somebody else changed this after you opened it.",
        "Your changes were not saved; theirs were.",
        "Look at theirs, then save yours again or leave it.",
    ),
    "E-STATE": Text(
        "This is {state}, so {command} is not possible.", _NOTHING_CHANGED, "Look at what is open now."
    ),
    "E-TABLES": Text(
        "The tables of the database are of another version than this server.",
        "What was saved is safe.",
        "Install the same version here, and start the server again.",
    ),
    "E-THROTTLED": Text("There were too many tries.", "", "Wait {seconds} seconds, then try again."),
    "E-TOO-LARGE": Text(
        "This is larger than the {most} characters that can be kept.",
        _NOTHING_CHANGED,
        "Keep less of it under this name.",
    ),
    "E-TOO-MANY": Text("You keep {most} of these already.", _NOTHING_CHANGED, "Delete some first."),
    "E-UNKNOWN": Text(
        "The command went out, and no answer came back.",
        "It was carried out once or not at all.",
        "Look whether it was done; sending it again does nothing twice.",
    ),
    "E-VALUE": Text("A value is larger than can be kept.", _NOTHING_CHANGED, "Enter a smaller one."),
}

"""Texts of the codes of package migrations."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was migrated; the package stays as it is."
_SAVED = "What was saved before is kept."
_LINE = "This line is not migrated; the others are not touched by it."
_FILE = "Nothing of the file was used."
_DONE = "The migration stays as it is."

TEXTS: dict[str, Text] = {
    "E-UNDER-CONTRACT": Text(
        "{product} is under contract until {until}, and cannot leave its plan this way.",
        "The package stays as it is.",
        "Break out of the contract, or wait for its end.",
    ),
    "E-PKG-NOT-ACTIVE": Text(
        "{product} is {status}; only an Active package can be migrated.", _KEPT, "Wait until it is Active."
    ),
    "E-SERVICES-NOT-ACTIVE": Text(
        "Services of the package are not Active: {services}.", _KEPT, "Finish what is done to them first."
    ),
    "E-SERVICES-PRE-ACTIVE": Text(
        "Services of the package were ordered and are not Active yet: {services}.",
        _KEPT,
        "Abort them, or wait until they are activated.",
    ),
    "E-IN-MIGRATION": Text(
        "{product} is being migrated already: {reference}.",
        "The package stays as it is.",
        "Open that migration and go on with it.",
    ),
    "E-IN-CHOWN": Text(
        "{product} is on the way to another owner by {reference}.",
        _KEPT,
        "Wait until it is done, or have it aborted.",
    ),
    "E-IN-UPGRADE": Text(
        "{product} is being upgraded by {reference}.", _KEPT, "Wait until it is done, or have it aborted."
    ),
    "E-AWAITING-AUTO-PROVISIONING": Text(
        "The carrier's platform has not answered {reference} for {service} yet.",
        _KEPT,
        "Try again when it has answered.",
    ),
    "E-NOT-SALE-AGENT": Text(
        "The sale was made by {agent}; only its people migrate it.",
        _KEPT,
        "Ask {agent}, or a supervisor.",
    ),
    "E-NO-ACT-ON-BEHALF": Text(
        "The sale was made by {agent}, and you may not act on its behalf today.",
        _KEPT,
        "Ask {agent} or an administrator for a delegation that is valid today.",
    ),
    "E-NO-WINNING-PLAN": Text(
        "There is no plan that this package can go to.",
        _KEPT,
        "Add a plan to a contract pool of its plan, or give that plan the same default contract type.",
    ),
    "E-NO-WINNING-PLAN-ASK": Text(
        "There is no plan that this package can go to.", _KEPT, "Contact an administrator."
    ),
    "E-NOT-INITIATOR": Text("The migration was begun by {initiator}.", _DONE, "Ask {initiator}."),
    "E-FORCE-AUTOMATIC": Text(
        "{service_type} is provisioned by the carrier's platform, so the migration cannot be forced.",
        _DONE,
        "Wait for the platform.",
    ),
    "E-TOO-EARLY": Text(
        "The migration takes effect on {effective_on}.",
        _DONE,
        "Finalise it on that day, or have a supervisor permit it now.",
    ),
    "E-MIGRATION-FIXED": Text(
        "A submitted migration is not edited.",
        _DONE,
        "Withdraw it and begin another one, or resubmit it with a note.",
    ),
    "E-EARLY-REASON": Text("A reason is missing for finalising early.", _DONE, "Say why."),
    "E-MAP-MISSING": Text(
        "{service} ({service_type}) goes nowhere: the new plan has nothing for it.",
        _SAVED,
        "Choose what follows it, or another plan.",
    ),
    "E-MAP-TYPE": Text(
        "{service} can only be followed by a {service_type} service of the new plan.",
        _SAVED,
        "Choose one of those offered.",
    ),
    "E-MAP-UNKNOWN": Text("{service} is no service of this package.", _SAVED, "Open the migration again."),
    "E-DROP": Text(
        "{service} cannot be dropped: the new plan has {service_type}, or it is the only service.",
        _SAVED,
        "Choose what follows it.",
    ),
    "E-DROP-ALL": Text(
        "No service would go on.", _SAVED, "Keep at least one, or cancel the package instead."
    ),
    "E-NO-PLAN": Text("No plan is chosen.", _SAVED, "Choose the plan to move to."),
    "E-PLAN-HIDDEN": Text(
        "The chosen plan is not among those that the package can go to any more.",
        _SAVED,
        "Choose another plan.",
    ),
    "E-EXTRAS": Text(
        "{extras} bolt-ons are not carried over.", _SAVED, "Tick that the customer gives them up."
    ),
    "E-FEE-UNCONFIRMED": Text("The fees are not confirmed.", _SAVED, "Confirm them with the customer."),
    "E-WAIVE-NOTHING": Text(
        "There is no early-upgrade fee that could be waived; other fees cannot be.",
        _SAVED,
        "Take the waiver back.",
    ),
    "E-WAIVE-REASON": Text("A reason for waiving the fee is missing.", _SAVED, "Say why it is waived."),
    "E-EFFECTIVE-PAST": Text(
        "The migration cannot take effect in the past.", _SAVED, "Choose a day from {earliest} on."
    ),
    "E-QUOTE-CHANGED": Text(
        "The quote has changed since it was shown: it comes to {total} now.",
        _KEPT,
        "Look at it again, and submit it if it is still wanted.",
    ),
    "E-WITHDRAW-REASON": Text("A reason for withdrawing is missing.", _DONE, "Say why."),
    "E-FORCE-NUMBER": Text(
        "{services} services end when this is forced.", _DONE, "Type {services} if that is meant."
    ),
    "E-FORCE-END": Text(
        "The package cannot end on that day.", _DONE, "Choose a day from {earliest} to {latest}."
    ),
    "E-NETWORK-OPEN": Text(
        "The carrier's platform has not answered {reference} yet.",
        _DONE,
        "Finalise the migration when it has answered.",
    ),
    "E-BULK-PACKAGE": Text("{package} is no number of a package.", _LINE, "Write it as PS-1234."),
    "E-BULK-PLAN": Text(
        "There is no plan with the code {code}.", _LINE, "Write the code as it stands in the catalogue."
    ),
    "E-BULK-TWICE": Text(
        "{package} stands in a line before this one.", _LINE, "Keep the line that is meant."
    ),
    "E-BULK-COLUMNS": Text(
        "No column holds the packages, or none the plans.",
        _FILE,
        "Call them Package and Plan code in the first row.",
    ),
    "E-BULK-FORCE": Text(
        "Whether the line is completed at once is neither yes nor no.", _LINE, "Write yes or no."
    ),
    "E-BULK-LONG": Text("What stands in the line is too long.", _LINE, "Shorten it."),
    "E-BULK-NONE": Text("{file} has no line below its headers.", _FILE, "Write a line for each package."),
    "E-BULK-MANY": Text(
        "{file} has more than {limit} lines.", _FILE, "Divide it into files of {limit} lines at most."
    ),
    "E-BULK-DONE": Text(
        "These lines were migrated before.",
        "Nothing was migrated again.",
        "See the results of that run, or say that they are meant once more.",
    ),
    "E-BULK-NUMBER": Text(
        "{lines} lines would be migrated.", "Nothing was begun.", "Type {lines} if that is meant."
    ),
    "E-BULK-OTHER": Text(
        "{starter} began this bulk migration.",
        "It stays as it is.",
        "Let {starter} go on with it, or ask a supervisor.",
    ),
    "E-BULK-PLACE": Text(
        "{loaded} of {total} lines are with the server; these do not follow them.",
        "Nothing was changed.",
        "Go on after those.",
    ),
    "E-BULK-LOADING": Text(
        "Not all lines are with the server yet.", "Nothing was migrated.", "Begin the same file again."
    ),
    "E-BULK-OVER": Text("The bulk migration is over.", "What was migrated stays."),
    "E-BULK-UNFORCED": Text(
        "A line is to be completed at once, and the run was begun without.",
        "The line was not taken in.",
        "Begin the file again and confirm that lines are completed at once.",
    ),
}

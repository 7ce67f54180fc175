"""Texts of the codes of contract types, pools and the import of pool plans."""

from agentview.contract.texts.text import Text

_TYPE = "The contract type stays as it is."
_POOL = "The pool stays as it is."
_LINE = "Nothing of the file is imported while a line cannot be taken."

TEXTS: dict[str, Text] = {
    "E-TYPE-MISSING": Text("Names and tax cannot be empty.", _TYPE, "Fill this in."),
    "E-TYPE-EXISTS": Text(
        "There is a contract type called {name} already.", _TYPE, "Choose another internal name."
    ),
    "E-TYPE-LENGTH": Text("No contract binds for longer than ten years.", _TYPE, "Choose at most {most}."),
    "E-TYPE-FEE-MISSING": Text(
        "The break-out fee cannot be computed without this.", _TYPE, "Fill this in; 0 costs nothing."
    ),
    "E-TYPE-FEE-UNUSED": Text(
        "The break-out fee is not computed from this.", _TYPE, "Leave it empty, or choose another method."
    ),
    "E-TYPE-EARLY": Text(
        "An early-upgrade fee needs the remaining months within which it counts.",
        _TYPE,
        "Fill in the months, or leave the fee empty.",
    ),
    "E-TYPE-CREDIT": Text(
        "A number of periods needs a credit that is given in them.",
        _TYPE,
        "Fill in the credit, or leave the periods empty.",
    ),
    "E-TYPE-IN-FORCE": Text(
        "This term binds customers by {contracts} contracts in force, which read it from here.",
        _TYPE,
        "Change it back, and add a new contract type for new contracts.",
    ),
    "E-TYPE-WITHDRAWN": Text("It is withdrawn already.", _TYPE, "Nothing is left to do."),
    "E-TYPE-DEFAULT": Text(
        "It is the default contract type of {plans} plans on sale.",
        _TYPE,
        "Give those plans another default contract type first.",
    ),
    "E-POOL-NAME": Text("A pool needs a name.", _POOL, "Fill this in."),
    "E-POOL-EXISTS": Text("There is a pool called {name} already.", _POOL, "Choose another name."),
    "E-POOL-IN-MIGRATION": Text(
        "Open migrations count on this plan in this pool ({count}): {references}.",
        _POOL,
        "Wait until they are done, or have them withdrawn.",
    ),
    "E-POOL-UNKNOWN": Text(
        "There is no pool called {pool}.", _LINE, "Write its name as it stands in the list, or add it first."
    ),
    "E-POOL-PLAN": Text(
        "There is no plan with the code {code}.", _LINE, "Write the code as it stands in the catalogue."
    ),
    "E-POOL-TWICE": Text(
        "{plan} stands in {pool} by a line before this one.", _LINE, "Keep the line that is meant."
    ),
    "E-POOL-WEIGHT": Text(
        "The weight is no whole number from 0 to 1000000.", _LINE, "Write a number such as 20."
    ),
    "E-POOL-AMOUNT": Text(
        "{value} in {field} is no amount of at most two decimals.", _LINE, "Write it such as 1234.50."
    ),
    "E-POOL-LONG": Text("A name or code in the line is too long.", _LINE, "Shorten it."),
    "E-POOL-COLUMNS": Text(
        "A column is missing from the first row: {columns}.",
        "Nothing of the file was used.",
        "Name the columns pool, plan_code and weight, and those of charges and discounts.",
    ),
    "E-POOL-MANY": Text(
        "The file has more than {most} lines.", "Nothing of the file was used.", "Import it in parts."
    ),
    "E-POOL-LINES": Text(
        "{lines} lines cannot be taken; the first is line {first}.",
        "Nothing of the file was imported.",
        "Try the file out again to see every reason.",
    ),
}

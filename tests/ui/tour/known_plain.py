"""What the tour still shows without a translation: the list may become shorter, never longer.

Services write these words into records, or read them from what others sent, and the desktop shows them as
they stand there; each needs a code of its own before it can be said in the reader's language.
"""

ANYWHERE = ("rtr-ax", "Koala 5")
"""Models of devices, within a longer text."""
_FIELDS = (
    "ext-mesh", "delivery method id", "export reference", "supplier reference", ": email", ": name",
    "assigned to", "take over",
)  # fmt: skip
_ANSWERS = ("Device enrolment: send", "serial number is not known")
KNOWN = {
    "126-hardware-retry": ("AUD (Hardware",),
    "127-hardware-complete": ("AUD (Hardware",),
    "133-enrolment-refused": _ANSWERS,
    "134-enrolment-many": _ANSWERS,
    "135-enrolment-all": _ANSWERS,
    "160-notification-log": ("@agentview.invalid>",),
    "166-template-editor": ("today \u2014 ",),
    "233-set-up-not-trusted": ("agentview.example:8750",),
    "30-import-columns": ("utf-8", "not an address"),
    "31-import-check": ("The customer has neither a name nor a number.",),
    "43-service": ("Carrier  \u00b7  ",),
    "44-timeline": (": Hardware, ", ": Hardware delivery, "),
    "86-audit-log": _FIELDS,
    "87-audit-record": _FIELDS,
}
"""Picture -> parts of texts in it.

They are what a charge is for, as on the invoice; what an enrolment programme answered; the number of a mail;
the name of a variable; the server that a scene types; how a file is written, and a cell of it; why a row of a
file was refused; who acted, where a platform did; fields that changed.
"""

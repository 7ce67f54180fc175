"""What the tour still shows without a translation: the list may become shorter, never longer.

Services write these words into records, or read them from what others sent, and the desktop shows them as
they stand there; each needs a code of its own before it can be said in the reader's language.
"""

KNOWN = (
    "Carrier",  # who acted, where a platform did
    "activate unknown",  # what a platform was asked
    "Device enrolment: send",
    "Hardware",  # what a charge is for, as on the invoice
    "not an address",  # a cell of the demo's own file
    "The customer has neither",  # why a row of a file was refused
    "serial number is not known",  # what a programme answered
    "agentview.example",  # the host that the scene types
    # Fields that changed, in the audit log.
    "supplier reference",
    "export reference",
    "delivery method id",
    ": email",
    ": name",
    "assigned to",
    "take over",
    "ext-mesh",
    "rtr-ax",
    "Koala 5",  # a device with its size
    "agentview.invalid",  # the number of a mail
    "today \u2014",  # the name of a variable
    "encoding",
    "utf-8",
)

"""Texts of codes of the way to a server: address, proxy, certificate."""

from agentview.contract.texts.text import Text

_NOTHING_KEPT = "Nothing was saved."

TEXTS = {
    "E-ADDRESS": Text(
        "This is no address of a server.", _NOTHING_KEPT, "Write it as https://agentview.example:8750."
    ),
    "E-AUTHORITY": Text(
        "{file} holds no certificates that can be read.",
        "Nothing was sent.",
        "Choose a file in the form PEM, or leave it empty.",
    ),
    "E-PROBE-ISSUER": Text(
        "The certificate of {host} is not trusted here: it was issued by {issuer}.",
        "Nothing was sent.",
        "Where that is your company, name its certificate authority file; else ask your administrator.",
    ),
    "E-PROBE-NAME": Text(
        "There is no computer called {host}, as far as this network knows.",
        "Nothing was sent.",
        "Check how the address is spelt, and whether this is the company's network.",
    ),
    "E-PROBE-REFUSED": Text(
        "{host} can be reached, but no server listens there.",
        "Nothing was sent.",
        "Check the port at the end of the address; else ask your administrator whether the server runs.",
    ),
    "E-PROBE-SILENT": Text(
        "{host} does not answer.",
        "Nothing was changed.",
        "Check the address and the proxy; else ask your administrator whether the server runs.",
    ),
    "E-PROBE-VERSION": Text(
        "The server has version {theirs}, and this desktop has {ours}.",
        "Nothing was changed.",
        "Install the server's version here, or ask your administrator.",
    ),
    "E-PROXY-ADDRESS": Text(
        "This is no address of a proxy.", _NOTHING_KEPT, "Write it as http://proxy.example:3128."
    ),
    "E-PROXY-PASSWORD": Text(
        "The proxy {proxy} wants a name and a password.",
        "Nothing was sent.",
        "Choose the system's proxy, which may know them, or none; else ask your administrator.",
    ),
    "E-PROXY-SECRET": Text(
        "A name or password in the address of the proxy would be written into a file.",
        _NOTHING_KEPT,
        "Leave it out, and choose the system's proxy where it wants a password.",
    ),
    "E-PROXY-SILENT": Text(
        "The proxy {proxy} does not answer, or does not let this through.",
        "Nothing was sent.",
        "Check its address, or choose another way; else ask your administrator.",
    ),
}

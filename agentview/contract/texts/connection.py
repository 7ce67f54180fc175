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
    "E-PROXY-LOGIN": Text(
        "Name and password at the proxy belong together, and the name has no colon.",
        _NOTHING_KEPT,
        "Type both, or leave both empty.",
    ),
    "E-PROXY-PASSWORD": Text(
        "The proxy {proxy} wants a name and a password, or other ones.",
        "Nothing was sent.",
        'Type them under Connection and set-up, Proxy, "This one"; else ask your administrator.',
    ),
    "E-PROXY-RING": Text(
        "This computer has no key ring that could keep the password, and it goes into no file.",
        _NOTHING_KEPT,
        "Unlock or set up the key ring; or choose the system's proxy, with both in HTTPS_PROXY.",
    ),
    "E-PROXY-SECRET": Text(
        "The address of the proxy holds a name or a password, which would stand in a file for all to read.",
        "Nothing was saved or sent.",
        "Take them out of the address, and type them beside it under Connection and set-up.",
    ),
    "E-PROXY-SILENT": Text(
        "The proxy {proxy} does not answer, or does not let this through.",
        "Nothing was sent.",
        "Check its address, or choose another way; else ask your administrator.",
    ),
}

"""Tells by the header of a column what it holds, in English and German spellings."""

from collections.abc import Mapping, Sequence

from agentview.contract.customer_imports import ImportField
from agentview.core.errors import Rejected, rejected
from agentview.files.spellings import by_spelling

F = ImportField
SPELLINGS: Mapping[ImportField, str] = {
    F.ACCOUNT_NO: "account no number accountno accountnumber accountid customerno customernumber customerid"
    " kundennummer kundennr kdnr kontonummer kundenkonto accountcode",
    F.NAME: "name customername customer fullname accountname company companyname tradingname kunde kundenname"
    " firma firmenname firmenwortlaut bezeichnung vollername",
    F.FIRST_NAME: "firstname givenname forename vorname",
    F.LAST_NAME: "lastname surname familyname nachname familienname zuname",
    F.ACCOUNT_TYPE: "accounttype customertype type kundenart kundentyp kontoart kategorie",
    F.PROFILE: "profile accountprofile profil kontoprofil",
    F.EXPORT_REFERENCE: "exportreference reference externalid externalreference legacyid exportreferenz"
    " referenz fremdnummer altnummer",
    F.PHONE: "phone telephone phonenumber telephonenumber landline tel telefon"
    " telefonnummer festnetz rufnummer",
    F.MOBILE: "mobile mobilephone mobilenumber cell cellphone handy handynummer mobil mobiltelefon"
    " mobilnummer mobilfunk msisdn",
    F.EMAIL: "email emailaddress mail mailadresse emailadresse",
    F.DATE_OF_BIRTH: "dateofbirth birthdate birthday dob geburtsdatum geburtstag gebdat geboren",
    F.LANGUAGE: "language lang sprache locale",
    F.LINE1: "line1 address address1 addressline1 street streetaddress strasse anschrift adresse adresse1"
    " strassehausnummer",
    F.LINE2: "line2 address2 addressline2 unit adresse2 adresszusatz zusatz",
    F.CITY: "city town suburb locality ort stadt wohnort",
    F.REGION: "region state province bundesland land staat kanton",
    F.POSTCODE: "postcode postalcode zip zipcode plz postleitzahl",
    F.COUNTRY: "country countrycode landescode landeskennung laenderkennung isoland",
}
"""What each field is called, without blanks and marks."""

_TELLS_WHO = frozenset({F.NAME, F.FIRST_NAME, F.LAST_NAME, F.PHONE, F.MOBILE})


def recognised(columns: Sequence[str]) -> dict[str, ImportField]:
    """Return the fields of the columns whose headers are known; of two for one field the first."""
    return by_spelling(columns, SPELLINGS)


def checked(columns: Sequence[str], chosen: Mapping[str, ImportField]) -> dict[str, ImportField]:
    """Return the columns that are used, in the order of the file.

    Raises Rejected: `E-COLUMNS` where nothing tells who a customer is, `E-COLUMN-TWICE`.
    """
    used = {column: chosen[column] for column in columns if column in chosen}
    twice = [column for column in used if columns.count(column) > 1]
    fields = list(used.values())
    twice += [column for column, field in used.items() if fields.count(field) > 1]
    if twice:
        raise rejected("E-COLUMN-TWICE", field=twice[0], column=twice[0])
    if not _TELLS_WHO & set(fields):
        raise no_columns()
    return used


def no_columns() -> Rejected:
    """Return the error for a file of which no column tells who a customer is."""
    return rejected("E-COLUMNS")

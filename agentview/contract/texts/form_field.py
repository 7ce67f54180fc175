"""What the fields of the forms of wireless orders are called."""

from collections.abc import Mapping

from agentview.contract.wireless_forms import FieldId

FORM_FIELDS: Mapping[FieldId, str] = {
    FieldId.PREFERRED_AREA_CODE: "Preferred area code",
    FieldId.CONTACT_PHONE: "Contact phone",
    FieldId.CONTACT_EXTENSION: "Extension",
    FieldId.INSTRUCTIONS: "Additional instructions",
    FieldId.COMMENTS: "Comments",
    FieldId.REASON: "Reason",
    FieldId.PREFERRED_DATE: "Preferred date",
    FieldId.EFFECTIVE_DATE: "Effective date",
    FieldId.DESTINATION: "Destination",
    FieldId.TRAVEL_FROM: "Travel from",
    FieldId.TRAVEL_TO: "Travel to",
    FieldId.FAULT: "What is wrong",
    FieldId.FAULT_DESCRIPTION: "Description of the fault",
    FieldId.OLD_DEVICE: "What becomes of the old device",
    FieldId.MOBILE_NUMBER: "Mobile number",
    FieldId.SERIAL_TYPE: "Kind of serial number",
    FieldId.SERIAL_NO: "Serial number",
    FieldId.CURRENT_CARRIER: "Current carrier",
    FieldId.CARRIER_ACCOUNT_NO: "Account number at the carrier",
    FieldId.NAME_ON_INVOICE: "Name on the invoice",
    FieldId.TAX_ID: "Tax number",
    FieldId.BILLING_ADDRESS: "Billing address",
    FieldId.PIN: "PIN at the carrier",
    FieldId.PERSONAL_EMAIL: "Personal e-mail",
}
"""The usual words; a provider may have words of its own."""

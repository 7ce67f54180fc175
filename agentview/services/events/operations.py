"""Ties the operations of events and their templates to what implements them."""

from agentview.contract import event_templates
from agentview.contract import events as contract
from agentview.services.events import mapping_changes, mappings, pages, preview, templates
from agentview.services.events import template_changes as changes
from agentview.services.handler import Handler, handle, handle_anew

HANDLERS: tuple[Handler, ...] = (
    handle(contract.MAPPINGS, mappings.mappings),
    handle(contract.MAPPINGS_SIZE, mappings.size),
    handle_anew(contract.EXPORT, mappings.export),
    handle(contract.MAPPING, mappings.mapping),
    handle(contract.PROFILES, mappings.profiles),
    handle(contract.CREATE_MAPPING, mapping_changes.create_mapping),
    handle(contract.EDIT_MAPPING, mapping_changes.edit_mapping),
    handle(contract.DELETE_MAPPING, mapping_changes.delete_mapping),
    handle(contract.SET_MAPPING, mapping_changes.set_mapping),
    handle(contract.SET_ACTION, mapping_changes.set_action),
    handle(contract.PAGES, pages.pages),
    handle(event_templates.TEMPLATES, templates.templates),
    handle(event_templates.TEMPLATE, templates.template),
    handle(event_templates.CREATE, changes.create),
    handle(event_templates.EDIT, changes.edit),
    handle(event_templates.ACTIVATE, changes.activate),
    handle(event_templates.WITHDRAW, changes.withdraw),
    handle(event_templates.DELETE, changes.delete),
    handle(event_templates.PREVIEW, preview.preview),
    handle(event_templates.TEST_SEND, preview.try_out),
)

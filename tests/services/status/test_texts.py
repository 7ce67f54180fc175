"""Every finding and every step has words."""

import re

from agentview.contract.status import Cause, Severity, StepKind
from agentview.contract.texts.status import CAUSES, STEPS
from agentview.services.status.findings import SEVERITIES


def test_every_cause_has_a_severity_and_whole_sentences() -> None:
    assert set(CAUSES) == set(SEVERITIES) == set(Cause)
    assert set(SEVERITIES.values()) == set(Severity)
    for text in CAUSES.values():
        for part in (text.what, text.safe):
            assert part[-1] in '.!?"}'


def test_every_step_has_a_sentence() -> None:
    assert set(STEPS) == set(StepKind)
    for sentence in STEPS.values():
        assert sentence.endswith(".")
        assert not re.search(r"[{][^a-z_]", sentence)

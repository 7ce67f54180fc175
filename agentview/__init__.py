"""AgentView: the desktop program on which a telecom operator's people do their day."""

__version__ = "0.1.0"

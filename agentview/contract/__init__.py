"""What can be asked of AgentView: operations with their requests and responses, one file an area."""

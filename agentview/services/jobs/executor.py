"""Tells living executors of jobs from dead ones, for the engine, which does not reach the tables itself."""

from agentview.models.executor_lock import ExecutorLock, executor_lock

__all__ = ["ExecutorLock", "executor_lock"]

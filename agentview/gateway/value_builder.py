"""Builds plain values from the events of a JSON parser, and notes names that stand twice in an object."""

from decimal import Decimal

_CONTAINERS: dict[str, type[dict[str, object]] | type[list[object]]] = {
    "start_map": dict,
    "start_array": list,
}


class ValueBuilder:
    """One value in the making; `take` says when it is whole."""

    def __init__(self) -> None:
        self.value: object = None
        self.repeated: list[str] = []
        self._open: list[dict[str, object] | list[object]] = []
        self._names: list[str] = [""]

    def take(self, event: str, value: object) -> bool:
        """Take the next event; return whether the value is whole."""
        if event == "map_key":
            self._names[-1] = str(value)
        elif event in _CONTAINERS:
            container = _CONTAINERS[event]()
            self._put(container)
            self._open.append(container)
            self._names.append("")
        elif event in {"end_map", "end_array"}:
            self._open.pop()
            self._names.pop()
        else:
            self._put(float(value) if isinstance(value, Decimal) else value)
        return not self._open

    def _put(self, value: object) -> None:
        if not self._open:
            self.value = value
            return
        parent, name = self._open[-1], self._names[-1]
        if isinstance(parent, list):
            parent.append(value)
            return
        if name in parent:
            self.repeated.append(name)
        parent[name] = value

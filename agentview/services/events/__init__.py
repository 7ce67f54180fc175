"""Events: mappings with their actions, templates, and what happens when one fires (3.5)."""
